package io.showgate.concert;

import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.context.ConfigurableApplicationContext;

/** Loads the demo data into a running instance, as an instance with {@code showgate.demo} does at its start. */
public final class DemoData {

    private DemoData() {}

    /** Loads the demo data if the catalogue is empty and no other instance loads it now. */
    public static void load(ConfigurableApplicationContext instance) {
        instance.getBeanFactory().createBean(DemoLoader.class).run(new DefaultApplicationArguments());
    }
}
