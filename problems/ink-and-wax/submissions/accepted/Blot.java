import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;

public class Blot {
    public static void main(String[] args) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
        String[] size = in.readLine().split(" ");
        int rows = Integer.parseInt(size[0]);
        int columns = Integer.parseInt(size[1]);
        char[][] sheet = new char[rows][];
        int[] queue = new int[rows * columns];
        int[] minute = new int[rows * columns];
        int tail = 0;
        int dry = 0;
        for (int r = 0; r < rows; r++) {
            sheet[r] = in.readLine().toCharArray();
            for (int c = 0; c < columns; c++) {
                if (sheet[r][c] == '*') queue[tail++] = r * columns + c;
                if (sheet[r][c] == '.') dry++;
            }
        }
        int[] down = {1, -1, 0, 0};
        int[] right = {0, 0, 1, -1};
        int last = 0;
        for (int head = 0; head < tail; head++) {
            last = minute[queue[head]];
            for (int d = 0; d < 4; d++) {
                int r = queue[head] / columns + down[d];
                int c = queue[head] % columns + right[d];
                if (r < 0 || c < 0 || r >= rows || c >= columns || sheet[r][c] != '.') continue;
                sheet[r][c] = '*';
                minute[r * columns + c] = last + 1;
                queue[tail++] = r * columns + c;
                dry--;
            }
        }
        System.out.println(last + " " + dry);
    }
}
