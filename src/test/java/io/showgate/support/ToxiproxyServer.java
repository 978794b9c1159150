package io.showgate.support;

/** The process or container of a {@link Toxiproxy}, and the addresses that it uses. */
interface ToxiproxyServer extends AutoCloseable {

    /** The port of its API on this machine. */
    int apiPort();

    /** The address to which it binds. */
    String listenHost();

    /** A port that it can bind to and has not used yet. */
    int nextPort();

    /** The port of this machine that leads to a port to which it has bound. */
    int reachedAt(int listened);

    /** The name by which it reaches this port of this machine. */
    String targetHost(int port);

    @Override
    void close();
}
