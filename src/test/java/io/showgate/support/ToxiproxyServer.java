package io.showgate.support;

/** Where a {@link Toxiproxy} runs, and how addresses look from there. */
interface ToxiproxyServer extends AutoCloseable {

    /** The port of this machine where it takes orders. */
    int apiPort();

    /** What it binds to. */
    String listenHost();

    /** A port that it can bind to and has not bound to yet. */
    int nextPort();

    /** The port of this machine that leads to one that it has bound to. */
    int reachedAt(int listened);

    /** What it calls this machine, whose port it is about to connect to. */
    String targetHost(int port);

    @Override
    void close();
}
