import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.StreamTokenizer;
import java.util.Arrays;
import java.util.PriorityQueue;

public class Carter {
    private record Stop(long coins, int town) {}

    private static final StreamTokenizer IN =
        new StreamTokenizer(new InputStreamReader(new BufferedInputStream(System.in, 1 << 16)));

    private final int n;
    private final int m;
    private final int[] first;
    private final int[] from;
    private final int[] next;
    private final int[] toll;

    public static void main(String[] args) throws IOException {
        System.out.println(new Carter().cheapest());
    }

    /** Road i of the input is stored twice, as 2 i and 2 i + 1: each leaves the town where the other one ends. */
    private Carter() throws IOException {
        n = number();
        m = number();
        first = new int[n + 1];
        Arrays.fill(first, -1);
        from = new int[2 * m];
        next = new int[2 * m];
        toll = new int[m];
        for (int i = 0; i < m; i++) {
            add(2 * i, number());
            add(2 * i + 1, number());
            toll[i] = number();
        }
    }

    private void add(int road, int town) {
        from[road] = town;
        next[road] = first[town];
        first[town] = road;
    }

    private String cheapest() {
        long[] there = tolls(1);
        long[] back = tolls(n);
        if (there[n] == Long.MAX_VALUE) return "unreachable";
        long best = there[n];
        for (int road = 0; road < 2 * m; road++) {
            long before = there[from[road]];
            long after = back[from[road ^ 1]];
            if (before == Long.MAX_VALUE || after == Long.MAX_VALUE) continue;
            best = Math.min(best, before + toll[road / 2] / 2 + after);
        }
        return Long.toString(best);
    }

    private long[] tolls(int start) {
        long[] paid = new long[n + 1];
        Arrays.fill(paid, Long.MAX_VALUE);
        paid[start] = 0;
        PriorityQueue<Stop> queue = new PriorityQueue<>((a, b) -> Long.compare(a.coins, b.coins));
        queue.add(new Stop(0, start));
        while (!queue.isEmpty()) {
            Stop stop = queue.poll();
            if (stop.coins > paid[stop.town]) continue;
            for (int road = first[stop.town]; road >= 0; road = next[road]) {
                int town = from[road ^ 1];
                long coins = stop.coins + toll[road / 2];
                if (coins >= paid[town]) continue;
                paid[town] = coins;
                queue.add(new Stop(coins, town));
            }
        }
        return paid;
    }

    private static int number() throws IOException {
        IN.nextToken();
        return (int) IN.nval;
    }
}
