import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.backend.h2.H2Collection;
import de.bwaldvogel.mongo.backend.h2.H2Database;
import de.bwaldvogel.mongo.bson.Document;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;

/**
 * A collection that is asked for a range without being read from end to end, as an index of MongoDB would: by `_id`, by
 * what a commit writes, and by any other field from the first time it is asked for a range of it. It only leaves out what
 * cannot be meant; the question as a whole is asked of each document that is left. Texts and whole numbers alone are in
 * order here; a question by anything else reads all there is.
 */
final class OrderedCollection extends H2Collection {
    /** The one field that holds several values, and is asked for each of them. */
    private static final String SEVERAL = "writes";
    /** Numbers before texts. */
    private static final Comparator<Object> ORDER = (left, right) ->
        left instanceof Number && right instanceof Number ? Long.compare(((Number) left).longValue(), ((Number) right).longValue())
            : left instanceof Number ? -1 : right instanceof Number ? 1 : ((String) left).compareTo((String) right);

    /** What the aggregation that is at work begins with: the server does one command at a time. */
    static volatile Document aggregated;

    private final MVMap<Object, Document> documents;
    private final Map<String, NavigableMap<Object, Set<Object>>> keys = new HashMap<>();

    OrderedCollection(MongoDatabase database, String name, CollectionOptions options, MVMap<Object, Document> documents,
            MVMap<String, Object> meta, CursorRegistry cursors) {
        super(database, name, options, documents, meta, cursors);
        this.documents = documents;
    }

    /** What is asked for once is kept in order from then on. */
    private NavigableMap<Object, Set<Object>> ordered(String field) {
        NavigableMap<Object, Set<Object>> known = keys.get(field);
        if (known != null) return known;
        NavigableMap<Object, Set<Object>> made = new TreeMap<>(ORDER);
        documents.forEach((key, document) -> valuesIn(document, field).forEach(value -> add(made, value, key)));
        keys.put(field, made);
        return made;
    }

    @Override
    protected Object addDocumentInternal(Document document) {
        Object key = super.addDocumentInternal(document);
        each(document, (entries, value) -> add(entries, value, key));
        return key;
    }

    @Override
    protected void removeDocument(Object key) {
        Document document = getDocument(key);
        super.removeDocument(key);
        if (document != null) each(document, (entries, value) -> remove(entries, value, key));
    }

    @Override
    protected void handleUpdate(Object key, Document before, Document after) {
        super.handleUpdate(key, before, after);
        each(before, (entries, value) -> remove(entries, value, key));
        each(after, (entries, value) -> add(entries, value, key));
    }

    @Override
    protected QueryResult matchDocuments(Document query, Document order, int skip, int limit, int batch, Document fields) {
        boolean byId = order != null && order.keySet().equals(Set.of("_id"));
        boolean reverse = byId && ((Number) order.get("_id")).intValue() < 0;
        Stream<Document> ranged = among(query.get("_id"), true, range -> range.of(documents, reverse));
        Stream<Document> narrowed = ranged != null ? ranged : narrowed(query);
        if (narrowed == null) return super.matchDocuments(query, order, skip, limit, batch, fields);
        // Of one range no more is read than is wanted: it comes in its order already.
        boolean inOrder = byId && ranged != null && !isSeveral(query.get("_id"));
        return matchDocumentsFromStream(narrowed, query, inOrder ? null : order, skip, limit, batch, fields);
    }

    @Override
    public Stream<Document> queryAllAsStream() {
        Stream<Document> narrowed = aggregated == null ? null : narrowed(aggregated);
        return narrowed == null ? super.queryAllAsStream() : narrowed;
    }

    private Stream<Document> narrowed(Document query) {
        for (Map.Entry<String, Object> asked : query.entrySet()) {
            String field = asked.getKey();
            if (field.equals("$and")) {
                for (Object part : (Collection<?>) asked.getValue()) {
                    Stream<Document> narrowed = narrowed((Document) part);
                    if (narrowed != null) return narrowed;
                }
            }
            boolean several = field.equals(SEVERAL);
            if (field.startsWith("$") || field.equals("_id") || !(several || isRange(asked.getValue()))) continue;
            Stream<Set<Object>> found = among(asked.getValue(), !several, range -> range.in(ordered(field)));
            if (found == null) continue;
            Set<Object> once = new LinkedHashSet<>();
            found.forEach(once::addAll);
            return once.stream().map(documents::get).filter(Objects::nonNull);
        }
        return null;
    }

    private static boolean isRange(Object condition) {
        return condition instanceof Document && (((Document) condition).containsKey("$gt") || ((Document) condition).containsKey("$gte"));
    }

    private static boolean isSeveral(Object condition) {
        return condition instanceof Document && ((Document) condition).containsKey("$in");
    }

    /**
     * What lies in the ranges that a condition allows; null where it speaks of what is not in order. Of several values in
     * one field each may satisfy another bound: then only where it begins can be relied upon.
     */
    private static <Found> Stream<Found> among(Object condition, boolean single, Function<Range, Stream<Found>> in) {
        if (isOrdered(condition)) return in.apply(new Range(condition, condition));
        if (!(condition instanceof Document)) return null;
        Document said = (Document) condition;
        if (said.get("$elemMatch") instanceof Document) return among(said.get("$elemMatch"), true, in);
        if (isSeveral(said)) {
            Collection<?> values = (Collection<?>) said.get("$in");
            if (!values.stream().allMatch(OrderedCollection::isOrdered)) return null;
            return values.stream().distinct().flatMap(value -> in.apply(new Range(value, value)));
        }
        Object from = said.getOrDefault("$gt", said.get("$gte"));
        Object to = said.getOrDefault("$lt", said.get("$lte"));
        if (!isOrdered(from) || !(to == null || isOrdered(to))) return null;
        return in.apply(new Range(from, single ? to : null));
    }

    private static boolean isOrdered(Object value) {
        return value instanceof String || value instanceof Integer || value instanceof Long;
    }

    /** From one value to another, both of them too; without an end where there is none. */
    private static final class Range {
        private final Object from;
        private final Object to;

        Range(Object from, Object to) {
            this.from = from;
            this.to = to;
        }

        Stream<Document> of(MVMap<Object, Document> documents, boolean reverse) {
            if (Objects.equals(from, to)) return Stream.ofNullable(documents.get(from));
            // Without an end it is read from its beginning, in either direction.
            var cursor = reverse && to != null ? documents.cursor(to, from, true) : documents.cursor(from, to, false);
            Iterable<Object> found = () -> cursor;
            Stream<Document> inOrder = StreamSupport.stream(found.spliterator(), false).map(documents::get);
            if (!reverse || to != null) return inOrder;
            List<Document> all = inOrder.collect(Collectors.toList());
            Collections.reverse(all);
            return all.stream();
        }

        Stream<Set<Object>> in(NavigableMap<Object, Set<Object>> entries) {
            if (to == null) return entries.tailMap(from, true).values().stream();
            return ORDER.compare(from, to) > 0 ? Stream.empty() : entries.subMap(from, true, to, true).values().stream();
        }
    }

    private interface Entry {
        void at(NavigableMap<Object, Set<Object>> entries, Object value);
    }

    private void each(Document document, Entry entry) {
        keys.forEach((field, entries) -> valuesIn(document, field).forEach(value -> entry.at(entries, value)));
    }

    /** At `a.b` too. */
    private static Stream<Object> valuesIn(Document document, String field) {
        Object value = document;
        for (String name : field.split("\\.")) value = value instanceof Document ? ((Document) value).get(name) : null;
        Stream<?> values = value instanceof Collection ? ((Collection<?>) value).stream() : Stream.ofNullable(value);
        return values.filter(OrderedCollection::isOrdered).map(Object.class::cast);
    }

    private static void add(NavigableMap<Object, Set<Object>> entries, Object value, Object key) {
        entries.computeIfAbsent(value, absent -> new LinkedHashSet<>()).add(key);
    }

    private static void remove(NavigableMap<Object, Set<Object>> entries, Object value, Object key) {
        Set<Object> those = entries.get(value);
        if (those != null && those.remove(key) && those.isEmpty()) entries.remove(value);
    }

    /** A database whose collections are such. */
    static final class Database extends H2Database {
        Database(String name, MVStore store, CursorRegistry cursors) {
            super(name, store, cursors);
        }

        @Override
        protected MongoCollection<Object> openOrCreateCollection(String name, CollectionOptions options) {
            MongoCollection<Object> plain = super.openOrCreateCollection(name, options);
            MVMap<Object, Document> documents = mapOf(plain, "dataMap");
            MVMap<String, Object> meta = mapOf(plain, "metaMap");
            return new OrderedCollection(this, name, options, documents, meta, cursorRegistry);
        }

        /** It opens its maps itself, by names of its own, and shows them to nobody. */
        @SuppressWarnings("unchecked")
        private static <Key, Value> MVMap<Key, Value> mapOf(MongoCollection<Object> collection, String field) {
            try {
                var found = H2Collection.class.getDeclaredField(field);
                found.setAccessible(true);
                return (MVMap<Key, Value>) found.get(collection);
            } catch (ReflectiveOperationException fault) {
                throw new IllegalStateException("This version of the server keeps its documents elsewhere.", fault);
            }
        }
    }
}
