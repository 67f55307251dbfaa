import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.Arrays;
import java.util.StringTokenizer;

public class GlassVase {
    private static final BufferedReader in = new BufferedReader(new InputStreamReader(System.in));

    private static double[] line(int count) throws IOException {
        StringTokenizer words = new StringTokenizer(in.readLine());
        double[] numbers = new double[count];
        for (int i = 0; i < count; i++) numbers[i] = Double.parseDouble(words.nextToken());
        return numbers;
    }

    public static void main(String[] args) throws IOException {
        double[] counts = line(2);
        int n = (int) counts[0], q = (int) counts[1];
        double[] radius = line(n + 1), height = line(n), bottom = new double[n + 1], volume = new double[n + 1];
        for (int i = 0; i < n; i++) {
            double a = radius[i], b = radius[i + 1];
            bottom[i + 1] = bottom[i] + height[i];
            volume[i + 1] = volume[i] + height[i] * (a * a + a * b + b * b);
        }
        StringBuilder out = new StringBuilder();
        while (q-- > 0) {
            double amount = line(1)[0] * 3 / Math.PI;
            double level = bottom[n];
            if (amount < volume[n]) {
                int found = Arrays.binarySearch(volume, amount);
                int i = found >= 0 ? found : -found - 2;
                double r = radius[i], rest = amount - volume[i];
                double surface = Math.cbrt(r * r * r + (radius[i + 1] - r) / height[i] * rest);
                level = bottom[i] + rest / (surface * surface + surface * r + r * r);
            }
            out.append(level).append('\n');
        }
        System.out.print(out);
    }
}
