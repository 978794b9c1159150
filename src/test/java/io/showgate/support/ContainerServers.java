package io.showgate.support;

import java.net.URI;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.mysql.MySQLContainer;
import org.testcontainers.utility.DockerImageName;

/** MySQL 9 and Redis 8 in containers. Needs a Docker engine. */
final class ContainerServers {

    private static final int REDIS_PORT = 6379;

    private ContainerServers() {}

    /** Starts the containers. The returned servers stop them. */
    @SuppressWarnings("resource")
    static Servers start() {
        var mysql = new MySQLContainer(DockerImageName.parse("mysql:9")).withUsername("root");
        var redis = new GenericContainer<>(DockerImageName.parse("redis:8")).withExposedPorts(REDIS_PORT);
        mysql.start();
        redis.start();
        var redisUrl = URI.create("redis://" + redis.getHost() + ":" + redis.getMappedPort(REDIS_PORT));
        return new Servers(mysql.getJdbcUrl(), mysql.getUsername(), mysql.getPassword(), redisUrl, () -> {
            redis.stop();
            mysql.stop();
        });
    }
}
