import java.io.IOException;
import java.io.StreamTokenizer;
import java.io.BufferedInputStream;
import java.io.InputStreamReader;

public class Paddock {
    private static final StreamTokenizer IN =
        new StreamTokenizer(new InputStreamReader(new BufferedInputStream(System.in, 1 << 16)));

    public static void main(String[] args) throws IOException {
        int n = (int) number();
        long firstX = number();
        long firstY = number();
        long x = firstX;
        long y = firstY;
        long posts = 0;
        // Partial sums may wrap around; the final one fits, so it comes out right.
        long area = 0;
        for (int i = 1; i <= n; i++) {
            long nextX = i < n ? number() : firstX;
            long nextY = i < n ? number() : firstY;
            posts += divisor(Math.abs(nextX - x), Math.abs(nextY - y));
            area += x * nextY - nextX * y;
            x = nextX;
            y = nextY;
        }
        System.out.println(posts + " " + Math.abs(area));
    }

    private static long number() throws IOException {
        IN.nextToken();
        return (long) IN.nval;
    }

    private static long divisor(long a, long b) {
        while (b != 0) {
            long rest = a % b;
            a = b;
            b = rest;
        }
        return a;
    }
}
