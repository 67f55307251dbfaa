// tries: fill memory from Java, in the heap and beside it
// layer: cgroup memory
// limits: memory=48 cpu=8000 wall=30000
// expect: limit memory | signaled SIGABRT

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

public class Main {
    public static void main(String[] args) {
        List<Object> hoard = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            hoard.add(new byte[1 << 20]);
            hoard.add(ByteBuffer.allocateDirect(1 << 20));
        }
        System.out.println("ESCAPED with " + hoard.size() + " MiB");
    }
}
