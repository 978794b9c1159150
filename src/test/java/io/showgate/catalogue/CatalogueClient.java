package io.showgate.catalogue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Sends requests to one instance over HTTP, as an admitted buyer or as the operator. */
final class CatalogueClient {

    private static final JsonMapper JSON = new JsonMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String OPERATOR =
            "Basic " + Base64.getEncoder().encodeToString("operator:operator".getBytes(StandardCharsets.UTF_8));

    private final String server;
    private final String waitingToken;

    CatalogueClient(int port) {
        server = "http://127.0.0.1:" + port;
        waitingToken = json(operator("PUT", "/api/v1/admin/queues/main/active/catalogue-tests", ""))
                .get("waitingToken")
                .asString();
    }

    HttpResponse<String> get(String path, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(server + path)).header("waitingToken", waitingToken);
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    HttpResponse<String> operator(String method, String path, String body) {
        return send(HttpRequest.newBuilder(URI.create(server + path))
                .header("Authorization", OPERATOR)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body)));
    }

    static JsonNode json(HttpResponse<String> response) {
        return JSON.readTree(response.body());
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return HTTP.send(request.build(), BodyHandlers.ofString());
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }
}
