// tries: start more threads than allowed from Java
// layer: cgroup pids
// limits: processes=30 cpu=8000 wall=30000
// expect: signaled SIGABRT | exited 0
// prints-if-exited: any of \[.*\]\[warning\].*
// prints-if-exited: BLOCKED after \d+ threads

public class Main {
    public static void main(String[] args) {
        int started = 0;
        try {
            for (; started < 100; started++) {
                Thread thread = new Thread(() -> {
                    try {
                        Thread.sleep(100_000);
                    } catch (InterruptedException ended) {
                        return;
                    }
                });
                thread.setDaemon(true);
                thread.start();
            }
            System.out.println("ESCAPED with 100 threads");
        } catch (Throwable refused) {
            System.out.println("BLOCKED after " + started + " threads");
        }
    }
}
