package io.showgate.concert;

import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.context.ConfigurableApplicationContext;

/** Loads the demo data into a running instance, as the instance does at its start when it is told to. */
public final class DemoData {

    private DemoData() {}

    /** Loads the demo data if the catalogue is empty and no other instance loads it now. */
    public static void load(ConfigurableApplicationContext instance) {
        instance.getBeanFactory().createBean(DemoLoader.class).run(new DefaultApplicationArguments());
    }
}
