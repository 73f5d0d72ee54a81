import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.MongoVersion;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.message.MongoMessage;
import io.netty.channel.Channel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.h2.mvstore.MVStore;

/**
 * A server that speaks MongoDB's protocol, for tests on machines where MongoDB itself is not to be had. It keeps what
 * it acknowledged, also when it is killed, and tells nobody of what it might still lose: as MongoDB does for writes with
 * majority and journal and for reads with majority. It knows no users and no transactions, and it is slow.
 *
 * Arguments: the folder of its file, the port on 127.0.0.1.
 */
public final class MongoServerForTests extends H2Backend {
    /** Current drivers refuse to talk to a server that says it is older. */
    private static final MongoVersion SEVEN = new MongoVersion() {
        @Override
        public List<Integer> getVersionArray() {
            return List.of(7, 0, 0);
        }

        @Override
        public int getWireVersion() {
            return 21;
        }
    };

    /** Whatever else there is only reads, and needs no commit. */
    private static final Set<String> WRITING = Set.of("insert", "update", "delete", "findandmodify", "create",
        "createindexes", "drop", "dropindexes", "dropdatabase", "renamecollection", "collmod");

    private final Object working = new Object();
    private final Object committing = new Object();
    private long executed;
    private long committed;

    private MongoServerForTests(MVStore store) {
        super(store);
    }

    /**
     * One command at a time, so that no commit cuts one in half; and none is answered, a reading one neither, before
     * all that it may have seen is committed. Those that wait share a commit.
     */
    @Override
    public Document handleMessage(MongoMessage message) {
        String command = message.getDocument().keySet().iterator().next().toLowerCase(Locale.ROOT);
        try {
            synchronized (working) {
                if (WRITING.contains(command)) executed++;
                OrderedCollection.aggregated = command.equals("aggregate") ? matchOf(message.getDocument()) : null;
                return super.handleMessage(message);
            }
        } finally {
            commit();
        }
    }

    private static Document matchOf(Document aggregate) {
        List<?> stages = (List<?>) aggregate.get("pipeline");
        return stages.isEmpty() ? null : (Document) ((Document) stages.get(0)).get("$match");
    }

    @Override
    protected MongoDatabase openOrCreateDatabase(String name) {
        return new OrderedCollection.Database(name, getMvStore(), getCursorRegistry());
    }

    /** Its sessions are names without meaning; drivers want to be told that there are some. */
    @Override
    public Document handleCommand(Channel channel, String database, String command, Document query) {
        boolean hello = command.equalsIgnoreCase("hello");
        Document reply = super.handleCommand(channel, database, hello ? "isMaster" : command, query);
        if (hello) reply.put("isWritablePrimary", true);
        if (hello || command.equalsIgnoreCase("isMaster")) reply.put("logicalSessionTimeoutMinutes", 30);
        return reply;
    }

    @Override
    public void commit() {
        synchronized (committing) {
            synchronized (working) {
                if (committed == executed) return;
                super.commit();
                committed = executed;
            }
        }
    }

    public static void main(String[] args) throws Exception {
        Path folder = Files.createDirectories(Path.of(args[0]));
        // The store's own commits come by the clock, in the middle of a command; ours come after each.
        MVStore store = new MVStore.Builder()
            .fileName(folder.resolve("mongo.mv").toString())
            .autoCommitDisabled()
            .autoCommitBufferSize(0)
            .open();
        // What is overwritten gives its room back at once; a test may write for minutes.
        store.setRetentionTime(0);
        store.setVersionsToKeep(0);
        MongoServerForTests backend = new MongoServerForTests(store);
        backend.version(SEVEN);
        MongoServer server = new MongoServer(backend);
        server.bind("127.0.0.1", Integer.parseInt(args[1]));
        Runtime.getRuntime().addShutdownHook(new Thread(server::shutdownNow));
        System.out.println("ready");
        // It lives as long as whoever started it.
        while (System.in.read() >= 0) { }
        System.exit(0);
    }
}
