package io.showgate.support;

import com.jayway.jsonpath.JsonPath;
import com.jayway.jsonpath.PathNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;

/** The HTTP API of one instance, as phones, operators' scripts and reverse proxies call it. Thread-safe. */
public final class Api {

    /** The value of the header {@code Authorization} for the operator. */
    public static final String OPERATOR =
            "Basic " + Base64.getEncoder().encodeToString("operator:operator".getBytes(StandardCharsets.UTF_8));

    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private final String address;

    /** Calls the instance on this port of this machine. */
    public Api(int port) {
        address = "http://127.0.0.1:" + port;
    }

    /** Sends any request; headers are name, value, name, value. */
    public HttpResponse<String> send(String method, String path, String body, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(address + path))
                .timeout(Duration.ofSeconds(10))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return CLIENT.send(request.build(), BodyHandlers.ofString());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    public HttpResponse<String> get(String path, String... headers) {
        return send("GET", path, "", headers);
    }

    /** Joins the queue {@code main}. */
    public HttpResponse<String> join(String user) {
        return send("POST", "/api/v1/user/" + user + "/queue/token/issue", "");
    }

    /** Joins the queue {@code main} and returns the waiting token. */
    public String tokenOf(String user) {
        return text(join(user), "$.waitingToken");
    }

    /** Asks for the place in the queue. */
    public HttpResponse<String> poll(String token) {
        return get("/api/v1/user/queue/token/query", "waitingToken", token);
    }

    public HttpResponse<String> leave(String token) {
        return send("DELETE", "/api/v1/user/queue/token", "", "waitingToken", token);
    }

    /** Sends a request as the operator, with a JSON body if there is one. */
    public HttpResponse<String> operator(String method, String path, String body) {
        return send(method, path, body, "Authorization", OPERATOR, "Content-Type", "application/json");
    }

    /** A text in an answer's body; null if the body says null. */
    public static String text(HttpResponse<String> answer, String path) {
        try {
            return JsonPath.read(answer.body(), path);
        } catch (PathNotFoundException other) {
            throw new AssertionError(answer.statusCode() + " without " + path + ": " + answer.body(), other);
        }
    }

    /** A number in an answer's body. */
    public static int number(HttpResponse<String> answer, String path) {
        Number number = JsonPath.read(answer.body(), path);
        return number.intValue();
    }

    /** An object in an answer's body. */
    public static Map<String, Object> members(HttpResponse<String> answer, String path) {
        return JsonPath.read(answer.body(), path);
    }

    /** The slug of the problem in an answer. */
    public static String problem(HttpResponse<String> answer) {
        return Answer.of(answer).problem();
    }
}
