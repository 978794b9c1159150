package io.showgate.connection;

import java.io.IOException;

/** The channel of a connection whose exchange has deadlines. */
interface Timed {

    /** The exchange on the connection. */
    Exchange exchange();

    /** Tells the client that nothing more follows, if the channel can do that without closing. */
    void endOutput() throws IOException;
}
