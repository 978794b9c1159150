package io.showgate.support;

import io.showgate.ShowgateApplication;
import java.nio.file.Path;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.core.env.Environment;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.env.StandardEnvironment;

/**
 * Starts the product on embedded servers: checks the processor and the ports, starts the servers and then the
 * application, and prints commands to try. The servers stop after the application. If a step fails, everything that was
 * started before it stops.
 */
public final class EmbeddedStart {

    private EmbeddedStart() {}

    /** Returns when the product is ready. If the start fails, prints the reason and ends the JVM. */
    public static void run(String... arguments) {
        try {
            var environment = environment(arguments);
            check(environment);
            System.out.println("Showgate is starting with an embedded MariaDB and an embedded Redis ...");
            var folder = environment.getProperty("showgate.embedded.folder", "target/embedded/start");
            var data = KeptFolder.take(Path.of(folder).toAbsolutePath());
            var application = start(data, arguments);
            data.keep();
            System.out.println(ReadyMessage.of(application));
        } catch (ServerStartException refused) {
            System.err.println(refused.getMessage());
            System.exit(1);
        }
    }

    /** The properties that the application will see, except those in its own files. */
    private static Environment environment(String... arguments) {
        var environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new SimpleCommandLinePropertySource(arguments));
        return environment;
    }

    private static void check(Environment environment) {
        StartChecks.platform(System.getProperty("os.name"), System.getProperty("os.arch"));
        StartChecks.portIsFree(environment.getProperty("server.port", Integer.class, 8081));
        StartChecks.portIsFree(environment.getProperty("management.server.port", Integer.class, 8082));
    }

    private static Environment start(KeptFolder folder, String... arguments) {
        var servers = EmbeddedServers.kept(folder);
        folder.useForTemporaryFiles();
        SpringApplication.getShutdownHandlers().add(servers::close);
        try {
            return new SpringApplicationBuilder(ShowgateApplication.class)
                    .profiles("embedded")
                    .properties("showgate.secret=" + folder.secret())
                    .initializers(new ServersInitializer(servers))
                    .run(arguments)
                    .getEnvironment();
        } catch (RuntimeException logged) {
            throw new ServerStartException("Showgate did not start, for the reason given above.");
        }
    }
}
