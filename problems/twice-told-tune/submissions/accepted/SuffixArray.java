import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;

// Sorts the suffixes by doubling; in their order, neighbours share the longest beginnings.
public class SuffixArray {
    public static void main(String[] args) throws IOException {
        String tune = new BufferedReader(new InputStreamReader(System.in)).readLine();
        int n = tune.length();
        int[] order = sortedSuffixes(tune);
        int[] common = commonBeginnings(tune, order);
        int possible = 0, impossible = n / 2 + 1;
        while (impossible - possible > 1) {
            int middle = (possible + impossible) / 2;
            if (toldTwice(order, common, middle)) possible = middle;
            else impossible = middle;
        }
        System.out.println(possible);
    }

    private static int[] sortedSuffixes(String tune) {
        int n = tune.length(), ranks = 256;
        int[] order = new int[n], rank = new int[n], bySecond = new int[n], next = new int[n];
        for (int i = 0; i < n; i++) {
            rank[i] = tune.charAt(i);
            bySecond[i] = i;
        }
        for (int half = 0; ; half = Math.max(1, 2 * half)) {
            if (half > 0) {
                int filled = 0;
                for (int i = n - Math.min(half, n); i < n; i++) bySecond[filled++] = i;
                for (int suffix : order) if (suffix >= half) bySecond[filled++] = suffix - half;
            }
            int[] end = new int[ranks];
            for (int r : rank) end[r]++;
            for (int r = 1; r < ranks; r++) end[r] += end[r - 1];
            for (int k = n - 1; k >= 0; k--) order[--end[rank[bySecond[k]]]] = bySecond[k];

            next[order[0]] = 0;
            for (int k = 1; k < n; k++) {
                int a = order[k - 1], b = order[k];
                boolean same = rank[a] == rank[b] && rankAt(rank, a + half) == rankAt(rank, b + half);
                next[b] = next[a] + (same ? 0 : 1);
            }
            int[] swap = rank;
            rank = next;
            next = swap;
            ranks = rank[order[n - 1]] + 1;
            if (ranks == n) return order;
        }
    }

    private static int rankAt(int[] rank, int i) {
        return i < rank.length ? rank[i] : -1;
    }

    /** common[k]: how many notes the suffixes order[k - 1] and order[k] share at their beginning. */
    private static int[] commonBeginnings(String tune, int[] order) {
        int n = tune.length(), shared = 0;
        int[] place = new int[n], common = new int[n];
        for (int k = 0; k < n; k++) place[order[k]] = k;
        for (int i = 0; i < n; i++) {
            if (place[i] == 0) {
                shared = 0;
                continue;
            }
            int j = order[place[i] - 1];
            while (Math.max(i, j) + shared < n && tune.charAt(i + shared) == tune.charAt(j + shared)) shared++;
            common[place[i]] = shared;
            shared = Math.max(0, shared - 1);
        }
        return common;
    }

    private static boolean toldTwice(int[] order, int[] common, int length) {
        int first = 0, last = 0;
        for (int k = 0; k < order.length; k++) {
            if (k == 0 || common[k] < length) first = last = order[k];
            first = Math.min(first, order[k]);
            last = Math.max(last, order[k]);
            if (last - first >= length) return true;
        }
        return false;
    }
}
