package io.showgate.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.TreeMap;

/** Well-formed requests to a server on loopback, sent by the JDK's client, which checks that answers are as well. */
public final class Calls {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private Calls() {}

    /** A request without a body; the headers are names and values in turn. */
    public static Answer send(int port, String method, String path, String... headers) {
        return sendBody(port, method, path, "", headers);
    }

    /** A request with a body of a declared length; the headers are names and values in turn. */
    public static Answer sendBody(int port, String method, String path, String body, String... headers) {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            var response = CLIENT.send(request.build(), BodyHandlers.ofString());
            return new Answer(
                    response.statusCode(), firstValues(response.headers().map()), response.body());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private static Map<String, String> firstValues(Map<String, java.util.List<String>> all) {
        var first = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        all.forEach((name, values) -> first.put(name, values.getFirst()));
        return first;
    }
}
