// tries: start processes from Java, connect, and read the host's files
// layer: seccomp
// quick
// limits: cpu=8000 wall=30000
// expect: exited 0
// prints: 5 of BLOCKED \w+: \w+

import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;

public class Main {
    interface Work {
        void run() throws Exception;
    }

    static void attempt(String name, Work work) {
        try {
            work.run();
            System.out.println("ESCAPED " + name);
        } catch (Exception | Error error) {
            System.out.println("BLOCKED " + name + ": " + error.getClass().getSimpleName());
        }
    }

    public static void main(String[] args) {
        attempt("exec", () -> Runtime.getRuntime().exec(new String[] {"/bin/true"}));
        attempt("connect", () -> new Socket("127.0.0.1", 4799));
        attempt("listen", () -> new ServerSocket(4798));
        attempt("shadow", () -> Files.readAllBytes(Path.of("/etc/shadow")));
        attempt("environ", () -> Files.readAllBytes(Path.of("/proc/1/environ")));
    }
}
