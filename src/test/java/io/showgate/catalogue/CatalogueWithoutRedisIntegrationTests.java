package io.showgate.catalogue;

import static io.showgate.catalogue.CatalogueClient.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.showgate.concert.Concerts;
import io.showgate.concert.Concerts.Description;
import io.showgate.concert.Concerts.NewConcert;
import io.showgate.support.TestServers;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/** Redis fails and comes back while buyers read the list and the operator changes it. */
class CatalogueWithoutRedisIntegrationTests {

    private static CuttableProxy redis;
    private static CatalogueInstances instances;
    private static ConfigurableApplicationContext instance;
    private static CatalogueClient client;
    private static Concerts concerts;

    @BeforeAll
    static void start() {
        var url = URI.create(TestServers.redisUrl());
        redis = new CuttableProxy(url.getHost(), url.getPort());
        var throughProxy =
                TestServers.redisUrl().replace(url.getHost() + ':' + url.getPort(), "127.0.0.1:" + redis.port());
        instances = new CatalogueInstances("catalogue_without_redis", throughProxy + "/7");
        instance = instances.start("showgate.catalogue.instance-ttl=1ms");
        client = CatalogueInstances.client(instance);
        concerts = instance.getBean(Concerts.class);
    }

    @AfterAll
    static void stop() {
        instances.close();
        redis.close();
    }

    @Test
    void theCatalogueIsServedWithoutRedisAndCatchesUp() {
        var id = add("Before").concertId();
        var before = instance.getBean(CatalogueVersion.class).current();

        redis.cut();
        IntStream.range(0, 20).forEach(_ -> assertThat(titles()).containsExactly("Before"));
        await().atMost(Duration.ofSeconds(3))
                .until(() -> !instance.getBean(CatalogueVersion.class).isRedisAvailable());
        var slowest = IntStream.range(0, 20)
                .mapToLong(_ -> nanos(() -> titles()))
                .max()
                .orElseThrow();
        assertThat(Duration.ofNanos(slowest)).isLessThan(Duration.ofSeconds(1));

        concerts.change(id, new Description("Meanwhile", "A", "V"), Map.of());
        assertThat(titles()).containsExactly("Meanwhile");

        redis.mend();
        await().atMost(Duration.ofSeconds(10))
                .until(() -> instance.getBean(CatalogueVersion.class).current() > before);
        assertThat(instance.getBean(CatalogueStore.class).version()).isEqualTo(before + 1);
        assertThat(titles()).containsExactly("Meanwhile");
    }

    private static Concerts.StoredConcert add(String title) {
        return concerts.add(new NewConcert(new Description(title, "A", "V"), List.of()));
    }

    private static List<String> titles() {
        return json(client.get("/api/v1/concerts/query"))
                .get("concerts")
                .valueStream()
                .map(concert -> concert.get("concertTitle").asString())
                .toList();
    }

    private static long nanos(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return System.nanoTime() - start;
    }
}
