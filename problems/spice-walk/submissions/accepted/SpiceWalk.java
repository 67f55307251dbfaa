import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.StreamTokenizer;

public class SpiceWalk {
    private static final StreamTokenizer in = new StreamTokenizer(new BufferedReader(new InputStreamReader(System.in)));

    private static int next() throws IOException {
        in.nextToken();
        return (int) in.nval;
    }

    public static void main(String[] args) throws IOException {
        int n = next(), m = next();
        int[] missing = new int[m + 1];
        long bagsMissing = 0;
        for (int j = 1; j <= m; j++) bagsMissing += missing[j] = next();
        int[] stalls = new int[n];
        int first = 0, bestFirst = -1, bestLength = n + 1;
        for (int last = 0; last < n; last++) {
            stalls[last] = next();
            if (missing[stalls[last]]-- > 0) bagsMissing--;
            if (bagsMissing > 0) continue;
            while (missing[stalls[first]] < 0) missing[stalls[first++]]++;
            if (last - first + 1 < bestLength) {
                bestFirst = first;
                bestLength = last - first + 1;
            }
        }
        System.out.println(bestFirst < 0 ? "-1" : (bestFirst + 1) + " " + (bestFirst + bestLength));
    }
}
