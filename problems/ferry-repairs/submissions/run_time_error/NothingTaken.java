// Compares with the longest repair taken so far even when there is none.
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.StringTokenizer;

public class NothingTaken {
    record Request(long duration, long last) {}

    public static void main(String[] args) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
        Request[] requests = new Request[Integer.parseInt(in.readLine())];
        for (int i = 0; i < requests.length; i++) {
            StringTokenizer words = new StringTokenizer(in.readLine());
            requests[i] = new Request(Long.parseLong(words.nextToken()), Long.parseLong(words.nextToken()));
        }
        Arrays.sort(requests, Comparator.comparingLong(Request::last));

        PriorityQueue<Long> taken = new PriorityQueue<>(Collections.reverseOrder());
        long days = 0;
        for (Request request : requests) {
            if (days + request.duration() <= request.last()) {
                taken.add(request.duration());
                days += request.duration();
            } else if (taken.peek() > request.duration()) {
                days += request.duration() - taken.poll();
                taken.add(request.duration());
            }
        }
        System.out.println(taken.size());
    }
}
