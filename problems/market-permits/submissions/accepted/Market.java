import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.StreamTokenizer;
import java.util.Arrays;

/** Minimum cut between the stalls that stay closed and the permits that are bought, along shortest paths. */
public class Market {
    private static final StreamTokenizer IN =
        new StreamTokenizer(new InputStreamReader(new BufferedInputStream(System.in, 1 << 16)));
    private static final long ENDLESS = 1L << 60;

    // Edge e and its reverse e ^ 1.
    private final int[] first;
    private final int[] next = new int[2 * 5600];
    private final int[] to = new int[2 * 5600];
    private final long[] room = new long[2 * 5600];
    private int edges;

    public static void main(String[] args) throws IOException {
        int n = number();
        int m = number();
        int sink = n + m + 1;
        Market market = new Market(n + m + 2);
        for (int j = 1; j <= m; j++) market.connect(n + j, sink, number());
        long profit = 0;
        for (int i = 1; i <= n; i++) {
            int earned = number();
            profit += earned;
            market.connect(0, i, earned);
            for (int needs = number(); needs > 0; needs--) market.connect(i, n + number(), ENDLESS);
        }
        for (long amount = market.push(sink); amount > 0; amount = market.push(sink)) profit -= amount;
        System.out.println(profit);
    }

    private Market(int nodes) {
        first = new int[nodes];
        Arrays.fill(first, -1);
    }

    private void connect(int from, int target, long capacity) {
        add(from, target, capacity);
        add(target, from, 0);
    }

    private void add(int from, int target, long capacity) {
        to[edges] = target;
        room[edges] = capacity;
        next[edges] = first[from];
        first[from] = edges++;
    }

    /** Pushes as much as one shortest path from node 0 takes; 0 if there is no path. */
    private long push(int sink) {
        int[] arrived = arrivals(sink);
        if (arrived[sink] < 0) return 0;
        long amount = ENDLESS;
        for (int node = sink; node != 0; node = to[arrived[node] ^ 1]) amount = Math.min(amount, room[arrived[node]]);
        for (int node = sink; node != 0; node = to[arrived[node] ^ 1]) {
            room[arrived[node]] -= amount;
            room[arrived[node] ^ 1] += amount;
        }
        return amount;
    }

    private int[] arrivals(int sink) {
        int[] arrived = new int[first.length];
        Arrays.fill(arrived, -1);
        int[] queue = new int[first.length];
        int tail = 1;
        for (int head = 0; head < tail && arrived[sink] < 0; head++) {
            for (int e = first[queue[head]]; e >= 0; e = next[e]) {
                if (room[e] == 0 || to[e] == 0 || arrived[to[e]] >= 0) continue;
                arrived[to[e]] = e;
                queue[tail++] = to[e];
            }
        }
        return arrived;
    }

    private static int number() throws IOException {
        IN.nextToken();
        return (int) IN.nval;
    }
}
