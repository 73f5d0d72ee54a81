import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import kafka.Kafka;
import kafka.tools.StorageTool;
import org.apache.kafka.clients.admin.Admin;

/**
 * One node of Apache Kafka as it is, in KRaft mode. Its folder is formatted when it is new; it says that it is ready
 * when all nodes of its cluster answer, and it lives as long as whoever started it.
 *
 * Arguments: the properties file, the folder of its data, the cluster's id, the address it answers on, the number of nodes.
 */
public final class KafkaServerForTests {
    public static void main(String[] args) throws Exception {
        String properties = args[0];
        if (!Files.exists(Path.of(args[1], "meta.properties"))) {
            int code = StorageTool.execute(new String[] {"format", "-t", args[2], "-c", properties}, System.out);
            if (code != 0) System.exit(code);
        }
        inTheBackground("parent", () -> {
            while (System.in.read() >= 0) { }
            Runtime.getRuntime().halt(0);
        });
        inTheBackground("readiness", () -> {
            await(args[3], Integer.parseInt(args[4]));
            System.out.println("ready");
        });
        Kafka.main(new String[] {properties});
    }

    private static void await(String address, int nodes) throws InterruptedException {
        Map<String, Object> settings = Map.of("bootstrap.servers", address, "reconnect.backoff.ms", 50, "reconnect.backoff.max.ms", 50);
        try (Admin admin = Admin.create(settings)) {
            for (;;) {
                try {
                    if (admin.describeCluster().nodes().get(1, TimeUnit.SECONDS).size() == nodes) return;
                } catch (ExecutionException | TimeoutException notYet) {
                    // Asked again: whoever started this has a limit.
                }
                Thread.sleep(50);
            }
        }
    }

    private interface Work {
        void run() throws Exception;
    }

    private static void inTheBackground(String name, Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (Exception failure) {
                failure.printStackTrace();
                Runtime.getRuntime().halt(1);
            }
        }, name);
        thread.setDaemon(true);
        thread.start();
    }
}
