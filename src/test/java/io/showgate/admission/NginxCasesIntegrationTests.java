package io.showgate.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.showgate.support.Answer;
import io.showgate.support.IntegrationTest;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The answers to visitors of the site behind nginx, by method, path, token and kind of client. */
@IntegrationTest
@EnabledIf(
        value = "io.showgate.admission.NginxForwardAuthIntegrationTests#nginxIsThereOrMustBe",
        disabledReason = "nginx is not installed, so forward authentication was not tested")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NginxCasesIntegrationTests {

    private static final String BROWSER = "text/html,application/xhtml+xml,*/*;q=0.8";

    private SiteBehindNginx site;
    private String waiting;
    private String admitted;
    private String presale;

    @BeforeAll
    void start(@LocalServerPort int showgatePort, @TempDir Path folder) {
        site = SiteBehindNginx.start(showgatePort, folder);
        waiting = site.waiting();
        admitted = site.admitted();
        presale = site.admittedTo("presale");
    }

    @AfterAll
    void stop() {
        site.close();
    }

    /**
     * The answer {@code site} means that the request reached the site as it was sent. {@code page} means HTML, and a
     * word after the status is a kind of problem.
     */
    @ParameterizedTest(name = "{0} {1}, {2} token, {3}: {4}")
    @CsvSource(delimiter = '|', textBlock = """
            # The token decides.
            GET     | /seats                    | admitted | app     | site
            GET     | /seats                    | admitted | browser | site
            GET     | /seats                    | waiting  | app     | 403 not-admitted
            GET     | /seats                    | waiting  | browser | 403 page
            GET     | /seats                    | forged   | app     | 401 token-invalid
            GET     | /seats                    | no       | app     | 401 token-missing
            # The first valid token counts, among several, beside others, and beside many other cookies.
            GET     | /seats                    | queue's  | browser | site
            GET     | /seats                    | second   | browser | site
            GET     | /seats                    | behind   | app     | site
            GET     | /seats                    | large    | browser | site
            HEAD    | /seats                    | admitted | browser | site
            HEAD    | /seats                    | waiting  | app     | 403
            HEAD    | /seats                    | no       | app     | 401
            POST    | /seats                    | admitted | app     | site
            POST    | /seats                    | admitted | browser | site
            POST    | /seats                    | waiting  | app     | 403 not-admitted
            POST    | /seats                    | waiting  | browser | 403 page
            POST    | /seats                    | no       | app     | 401 token-missing
            PUT     | /seats                    | no       | app     | 401 token-missing
            PATCH   | /seats                    | no       | app     | 401 token-missing
            DELETE  | /seats                    | forged   | app     | 401 token-invalid
            BREW    | /seats                    | no       | app     | 401 token-missing
            OPTIONS | /seats                    | no       | app     | 401 token-missing
            TRACE   | /seats                    | admitted | app     | 405 own page
            GET     | /seats HTTP/1.0           | admitted | app     | site
            GET     | /seats HTTP/1.0           | no       | app     | 401 token-missing
            # A browser without a place goes to the page that joins, and its target with it.
            GET     | /seats                    | no       | browser | 302 /join?queue=main&to=%2Fseats
            GET     | /seats                    | forged   | browser | 302 /join?queue=main&to=%2Fseats
            HEAD    | /seats                    | no       | browser | 302 /join?queue=main&to=%2Fseats
            GET     | /seats HTTP/1.0           | no       | browser | 302 /join?queue=main&to=%2Fseats
            GET     | /                         | no       | browser | 302 /join?queue=main&to=%2F
            GET     | /concert/451/seats?row=7  | no       | browser | 302 /join?queue=main&to=%2Fconcert%2F451%2Fseats%3Frow%3D7
            GET     | /s?a=1&b=%26#x            | no       | browser | 400 problem
            GET     | /s?a=1&b=%26+c            | no       | browser | 302 /join?queue=main&to=%2Fs%3Fa%3D1%26b%3D%2526%2Bc
            GET     | /s?x=//evil.example       | no       | browser | 302 /join?queue=main&to=%2Fs%3Fx%3D%2F%2Fevil.example
            GET     | /s?x=%0d%0aSet-Cookie:a=b | no       | browser | 302 /join?queue=main&to=%2Fs%3Fx%3D%250d%250aSet-Cookie%3Aa%3Db
            GET     | /공연                      | no       | browser | 302 /join?queue=main&to=%2F%EA%B3%B5%EC%97%B0
            GET     | http://evil.example/s     | no       | browser | 302 /join?queue=main&to=%2Fs
            GET     | //evil.example            | no       | browser | 400 problem
            GET     | /\\evil.example           | no       | browser | 400 problem
            GET     | /%5cevil.example          | no       | browser | 400 problem
            GET     | /%0d%0aSet-Cookie:a=b     | no       | browser | 400 problem
            POST    | /seats                    | no       | browser | 401 page
            # Another queue: the page that joins learns its name, and places of other queues do not count.
            GET     | /presale/seats            | presale  | app     | site
            GET     | /presale/seats            | both     | browser | site
            GET     | /seats                    | both     | browser | site
            GET     | /presale/seats            | admitted | app     | 401 token-invalid
            GET     | /seats                    | presale  | app     | 401 token-invalid
            GET     | /presale/seats            | no       | app     | 401 token-missing
            GET     | /presale/seats?queue=main | admitted | app     | 401 token-invalid
            GET     | /presale/seats            | no       | browser | 302 /join?queue=presale&to=%2Fpresale%2Fseats
            GET     | /presale/seats            | admitted | browser | 302 /join?queue=presale&to=%2Fpresale%2Fseats
            # Open locations match exactly.
            GET     | /join                     | no       | browser | site
            GET     | /join?to=%2Fseats         | no       | browser | site
            GET     | /%6aoin                   | no       | browser | site
            POST    | /join                     | no       | app     | site
            GET     | /assets/app.css           | no       | app     | site
            GET     | /joinery                  | no       | app     | 401 token-missing
            GET     | /join/seats               | no       | app     | 401 token-missing
            GET     | /assets                   | no       | app     | 301 /assets/
            GET     | /JOIN                     | no       | app     | 401 token-missing
            # The bank and other servers.
            POST    | /payment/return           | no       | browser | site
            GET     | /payment/return?ok=1      | no       | browser | site
            POST    | /webhooks/payments        | no       | app     | site
            POST    | /payment/returns          | no       | app     | 401 token-missing
            POST    | /webhooks-of-others       | no       | app     | 401 token-missing
            # Paths with two meanings reach no location.
            GET     | /join/..;/seats           | no       | app     | 400 problem
            GET     | /assets/..;/seats         | no       | app     | 400 problem
            GET     | /assets/..;x=y/seats      | no       | app     | 400 problem
            GET     | /assets/../seats          | no       | app     | 400 problem
            GET     | /assets/..                | no       | app     | 400 problem
            GET     | /assets/./seats           | no       | app     | 400 problem
            GET     | /assets/.../seats         | no       | app     | 400 problem
            GET     | /assets//seats            | no       | app     | 400 problem
            GET     | /assets/%2e%2e/seats      | no       | app     | 400 problem
            GET     | /assets/.%2E/seats        | no       | app     | 400 problem
            GET     | /orders/..%2fjoin         | no       | app     | 400 problem
            GET     | /assets%2F..%2Fseats      | no       | app     | 400 problem
            GET     | /assets/..%5cseats        | no       | app     | 400 problem
            GET     | /assets/..\\seats         | no       | app     | 400 problem
            GET     | /assets/%252e%252e/seats  | no       | app     | 400 problem
            GET     | /assets/%25252fseats      | no       | app     | 400 problem
            GET     | /assets/%c0%ae%c0%ae/seats| no       | app     | 400 problem
            GET     | /assets/%25%32%65%25%32%65%25%32%66seats | no | app | 400 problem
            GET     | /assets/%252%65%252%65/s  | no       | app     | 400 problem
            GET     | /assets/..%e0%80%afseats  | no       | app     | 400 problem
            GET     | /assets/..%E0%25%38%30%AFs| no       | app     | 400 problem
            GET     | /assets/..%f0%80%80%afs   | no       | app     | 400 problem
            GET     | /join%3b/seats            | no       | app     | 400 problem
            GET     | /join;x                   | no       | app     | 400 problem
            GET     | /assets/%09seats          | no       | app     | 400 problem
            GET     | /join#/../seats           | no       | app     | 400 problem
            GET     | /webhooks/..;/seats       | no       | app     | 400 problem
            GET     | /seats;x                  | admitted | app     | 400 problem
            GET     | /seats/..%2fadmin         | admitted | app     | 400 problem
            GET     | http://shop/join/..;/seats| no       | app     | 400 problem
            # Paths that only look unusual reach the site.
            GET     | /a.b/..c/d..              | admitted | app     | site
            GET     | /.well-known/x            | admitted | app     | site
            GET     | /100%25/%ED%95%9C         | admitted | app     | site
            GET     | /100%25                   | admitted | app     | site
            GET     | /%E0%A4%95%F0%9F%8E%AB    | admitted | app     | site
            GET     | /seats?ids[]=1&q=%2525    | admitted | app     | site
            GET     | /s?p=../..;/%2e%2e//x     | admitted | app     | site
            # Errors that nginx makes are not the gate's.
            GET     | /denied                   | admitted | browser | 403 own page
            GET     | /denied                   | no       | browser | 403 own page
            GET     | /folder/                  | admitted | browser | 403 own page
            GET     | /folder/                  | waiting  | browser | 403 page
            GET     | /folder/nothing           | admitted | browser | 404 own page
            GET     | /password                 | admitted | browser | 401 own page
            # The site's errors pass.
            GET     | /broken                   | admitted | browser | site
            # Internal locations are not reachable.
            GET     | /_showgate/gate           | admitted | app     | 404 own page
            GET     | /_showgate/join           | no       | browser | 404 own page
            """)
    void each(String method, String path, String token, String client, String expected) {
        var request = method + ' ' + path.replace("\\\\", "\\");
        var answer = site.send(
                request, "Accept: " + (client.equals("browser") ? BROWSER : "application/json"), cookie(token));

        assertThat(outcome(answer)).as(answer.toString()).isEqualTo(expected);
        if (expected.equals("site") && !method.equals("HEAD")) {
            assertThat(answer.body()).startsWith(request.replace(" HTTP/1.0", "") + ',');
        }
        boolean isGates = !expected.equals("site") && !expected.contains("own") && answer.status() != 301;
        if (isGates) {
            assertThat(answer.header("cache-control")).isEqualTo("no-store");
        }
        if (isGates && client.equals("browser") && answer.status() > 400) {
            assertThat(answer.header("refresh")).isNotEmpty();
        }
    }

    private String cookie(String token) {
        return (token.equals("behind") ? "waitingToken:\r\n" : "")
                + "Cookie: theme=dark; "
                + switch (token) {
                    case "queue's" -> "waitingToken=" + waiting + "; waitingToken-main=" + admitted;
                    case "second" -> "waitingToken=" + admitted + "x; waitingToken=" + admitted;
                    case "large" -> "large=" + "x".repeat(9_216) + "; waitingToken=" + admitted;
                    case "presale" -> "waitingToken=" + presale;
                    case "both" -> "waitingToken-presale=" + presale + "; waitingToken-main=" + admitted;
                    case "behind" -> "waitingToken=" + admitted;
                    case "admitted" -> "waitingToken=" + admitted;
                    case "waiting" -> "waitingToken=" + waiting;
                    case "forged" -> "waitingToken=" + admitted + 'x';
                    default -> "a=b";
                };
    }

    static String outcome(Answer answer) {
        if (answer.headers().containsKey("x-site")) {
            return "site";
        }
        if (answer.status() == 301 || answer.status() == 302) {
            return answer.status() + " " + answer.header("location");
        }
        return Stream.of(Integer.toString(answer.status()), kind(answer))
                .filter(part -> !part.isEmpty())
                .reduce("", (one, other) -> (one + ' ' + other).strip());
    }

    private static String kind(Answer answer) {
        if (answer.body().isEmpty()) {
            return "";
        }
        if (answer.header("content-type").startsWith("application/problem+json")) {
            return answer.problem().equals("about:blank") ? "problem" : answer.problem();
        }
        return answer.body().contains("<center>nginx") ? "own page" : "page";
    }
}
