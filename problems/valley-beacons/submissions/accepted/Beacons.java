import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.StreamTokenizer;

public class Beacons {
    private static final StreamTokenizer IN =
        new StreamTokenizer(new InputStreamReader(new BufferedInputStream(System.in, 1 << 16)));
    private static final long NEVER = 1L << 60;

    public static void main(String[] args) throws IOException {
        int n = number();
        long[] lit = new long[n + 1];
        for (int v = 1; v <= n; v++) lit[v] = number();
        int[] degree = new int[n + 1];
        // The combination of all neighbours that are left: with a single one it is that neighbour's number.
        int[] neighbours = new int[n + 1];
        for (int i = 1; i < n; i++) {
            int a = number();
            int b = number();
            degree[a]++;
            degree[b]++;
            neighbours[a] ^= b;
            neighbours[b] ^= a;
        }
        long[] seen = new long[n + 1];
        long[] dark = new long[n + 1];
        java.util.Arrays.fill(seen, NEVER);
        int last = 1;
        for (int start = 1; start <= n; start++) {
            int v = start;
            while (degree[v] == 1) {
                int rest = neighbours[v];
                long safe = Math.min(lit[v], seen[v]);
                seen[rest] = Math.min(seen[rest] + safe, dark[rest] + lit[v]);
                lit[rest] += Math.min(safe, dark[v]);
                dark[rest] = Math.min(NEVER, dark[rest] + seen[v]);
                degree[v] = 0;
                degree[rest]--;
                neighbours[rest] ^= v;
                last = rest;
                v = rest;
            }
        }
        System.out.println(Math.min(lit[last], seen[last]));
    }

    private static int number() throws IOException {
        IN.nextToken();
        return (int) IN.nval;
    }
}
