package io.showgate.claim;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.redisson.client.RedisException;

/** Reads the stock in Redis all the time while a test runs, and keeps every value. */
final class StockWatch implements AutoCloseable {

    private final List<Long> seen = new ArrayList<>();
    private final Supplier<@Nullable Long> stock;
    private final Thread thread;
    private volatile boolean closed;

    private StockWatch(Supplier<@Nullable Long> stock) {
        this.stock = stock;
        thread = Thread.ofVirtual().start(this::look);
    }

    static StockWatch of(Supplier<@Nullable Long> stock) {
        return new StockWatch(stock);
    }

    private void look() {
        try {
            while (!closed) {
                var now = read();
                if (now != null) {
                    seen.add(now);
                }
                TimeUnit.MILLISECONDS.sleep(10);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** The stock, or null if Redis does not know it or does not answer. */
    private @Nullable Long read() {
        try {
            return stock.get();
        } catch (RedisException away) {
            return null;
        }
    }

    /** All values, in order. */
    List<Long> stop() throws InterruptedException {
        closed = true;
        thread.join();
        return seen;
    }

    @Override
    public void close() {
        closed = true;
    }
}
