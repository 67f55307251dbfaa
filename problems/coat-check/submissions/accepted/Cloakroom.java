import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;

public class Cloakroom {
    private static int[] tree;

    public static void main(String[] args) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
        String[] sizes = in.readLine().split(" ");
        int n = Integer.parseInt(sizes[0]);
        int q = Integer.parseInt(sizes[1]);
        tree = new int[n + 1];
        for (int i = 1; i <= n; i++) tree[i] = i & -i;
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < q; i++) {
            String line = in.readLine();
            int number = Integer.parseInt(line.substring(5));
            if (line.startsWith("hang")) {
                change(number, 1);
            } else {
                int hook = find(number);
                change(hook, -1);
                out.append(hook).append('\n');
            }
        }
        System.out.print(out);
    }

    private static void change(int hook, int by) {
        for (int i = hook; i < tree.length; i += i & -i) tree[i] += by;
    }

    private static int find(int k) {
        int hook = 0;
        for (int step = Integer.highestOneBit(tree.length - 1); step > 0; step /= 2) {
            int ahead = hook + step;
            if (ahead < tree.length && tree[ahead] < k) {
                hook = ahead;
                k -= tree[ahead];
            }
        }
        return hook + 1;
    }
}
