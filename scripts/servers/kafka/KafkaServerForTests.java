import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import kafka.Kafka;
import kafka.tools.StorageTool;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;

/**
 * One node of Apache Kafka as it is, in KRaft mode. Its folder is formatted when it is new; it says that it is ready
 * when all nodes of its cluster answer and groups of consumers can meet, and it lives as long as whoever started it.
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
        Properties given = new Properties();
        try (Reader reader = Files.newBufferedReader(Path.of(properties))) {
            given.load(reader);
        }
        int partitions = Integer.parseInt(given.getProperty("offsets.topic.num.partitions"));
        inTheBackground("readiness", () -> {
            await(args[3], Integer.parseInt(args[4]), groupsOnEachOf(partitions));
            System.out.println("ready");
        });
        Kafka.main(new String[] {properties});
    }

    /** A group is kept where the hash of its name says: those of one-letter names follow on one another. */
    private static List<String> groupsOnEachOf(int partitions) {
        return IntStream.range(0, partitions).mapToObj(at -> String.valueOf((char) ('A' + at))).toList();
    }

    /** What is kept of groups is made and loaded when somebody first asks for it: whoever comes then has to wait. */
    private static void await(String address, int nodes, List<String> groups) throws InterruptedException {
        Map<String, Object> settings = Map.of("bootstrap.servers", address, "reconnect.backoff.ms", 50, "reconnect.backoff.max.ms", 50);
        try (Admin admin = Admin.create(settings)) {
            for (;;) {
                try {
                    if (admin.describeCluster().nodes().get(1, TimeUnit.SECONDS).size() == nodes) {
                        var all = groups.stream().collect(Collectors.toMap(group -> group, group -> new ListConsumerGroupOffsetsSpec()));
                        admin.listConsumerGroupOffsets(all).all().get(30, TimeUnit.SECONDS);
                        return;
                    }
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
