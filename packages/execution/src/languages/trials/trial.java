import java.io.*;
import java.util.*;

public class Trial {
    static int depth(int n) {
        return n == 0 ? 0 : 1 + depth(n - 1);
    }

    public static void main(String[] args) throws IOException {
        StreamTokenizer in = new StreamTokenizer(new BufferedReader(new InputStreamReader(System.in)));
        in.nextToken();
        switch (in.sval) {
            case "sum":
                long sum = 0;
                while (in.nextToken() == StreamTokenizer.TT_NUMBER) sum += (long) in.nval;
                System.out.println(sum);
                break;
            case "recursion":
                System.out.println(depth(100000));
                break;
            case "crash":
                throw new IllegalStateException("as asked");
            case "memory":
                List<int[]> blocks = new ArrayList<>();
                while (true) blocks.add(new int[250000]);
            case "allocate":
                System.out.println(new int[500000000].length);
                break;
            case "exit":
                System.exit(3);
            default:
                while (true) {
                }
        }
    }
}
