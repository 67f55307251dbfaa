import java.io.BufferedInputStream;
import java.util.ArrayDeque;
import java.util.Scanner;

/** Pushes what the stalls bring in towards the permits, and whatever they cannot take back to the source. */
public class Market {
    private final int nodes;
    private final long[][] room;
    private final int[] height;
    private final long[] excess;
    private final ArrayDeque<Integer> active = new ArrayDeque<>();

    public static void main(String[] args) {
        Scanner in = new Scanner(new BufferedInputStream(System.in));
        int n = in.nextInt();
        int m = in.nextInt();
        Market market = new Market(n + m + 2);
        int sink = n + m + 1;
        for (int j = 1; j <= m; j++) market.room[n + j][sink] = in.nextInt();
        long all = 0;
        for (int i = 1; i <= n; i++) {
            long earned = in.nextInt();
            all += earned;
            market.room[0][i] = earned;
            for (int needs = in.nextInt(); needs > 0; needs--) market.room[i][n + in.nextInt()] = Long.MAX_VALUE / 4;
        }
        System.out.println(all - market.flow(0, sink));
    }

    private Market(int nodes) {
        this.nodes = nodes;
        room = new long[nodes][nodes];
        height = new int[nodes];
        excess = new long[nodes];
    }

    private long flow(int source, int sink) {
        height[source] = nodes;
        for (int to = 0; to < nodes; to++) {
            if (room[source][to] == 0) continue;
            excess[source] += room[source][to];
            push(source, to);
            active.add(to);
        }
        while (!active.isEmpty()) {
            int node = active.poll();
            while (excess[node] > 0) {
                if (!discharge(node, source, sink)) lift(node);
            }
        }
        return excess[sink];
    }

    private boolean discharge(int node, int source, int sink) {
        boolean moved = false;
        for (int to = 0; to < nodes && excess[node] > 0; to++) {
            if (room[node][to] == 0 || height[node] != height[to] + 1) continue;
            if (excess[to] == 0 && to != source && to != sink) active.add(to);
            push(node, to);
            moved = true;
        }
        return moved;
    }

    private void push(int from, int to) {
        long amount = Math.min(excess[from], room[from][to]);
        room[from][to] -= amount;
        room[to][from] += amount;
        excess[from] -= amount;
        excess[to] += amount;
    }

    private void lift(int node) {
        int lowest = Integer.MAX_VALUE;
        for (int to = 0; to < nodes; to++) {
            if (room[node][to] > 0) lowest = Math.min(lowest, height[to]);
        }
        height[node] = lowest + 1;
    }
}
