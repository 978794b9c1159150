package io.showgate.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.showgate.traffic.RequestRoutes.Route;
import io.showgate.traffic.RequestRoutes.Variant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The kind of a path, by the routes that modules register. */
class RouteTableTests {

    private final RouteTable table = new RouteTable(List.of(
            () -> List.of(
                    new Route("/shop/**", RequestKind.POLL),
                    new Route("/shop/{user}/join", RequestKind.JOIN),
                    new Route("/shop/{user}/wish/{item}", RequestKind.CLAIM)),
            () -> List.of(
                    new Route("/shop/receipts/**", RequestKind.RECEIPT),
                    new Route("/gate", RequestKind.GATED),
                    new Route("/list", RequestKind.CATALOGUE, new Variant("word", RequestKind.SEARCH)),
                    new Route("/hall/*", RequestKind.GATED),
                    new Route("/hall/*", RequestKind.CATALOGUE))));

    @ParameterizedTest
    @CsvSource({
        "/shop/37/join, JOIN",
        "/shop/37/wish/1, CLAIM",
        "/shop/receipts/v1.abc, RECEIPT",
        "/shop/receipts/join, RECEIPT",
        "/gate, GATED",
        "/hall/451, GATED"
    })
    void aPathIsOfTheKindOfItsMostSpecificRoute(String path, RequestKind kind) {
        assertThat(table.find(path).kind()).isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource({
        "/shop/join, POLL",
        "/shop//join, POLL",
        "/shop/a/b/join, POLL",
        "/shop/37/wish/, POLL",
        "/shop/37/wish/1/2, POLL",
        "/shop, CATALOGUE",
        "/gate/, CATALOGUE",
        "/hall/, CATALOGUE",
        "/hall/1/2, CATALOGUE",
        "/, CATALOGUE",
        "'', CATALOGUE"
    })
    void aVariableIsExactlyOneSegment(String path, RequestKind kind) {
        assertThat(table.find(path).kind()).isEqualTo(kind);
    }

    @Test
    void aPathIsDecodedAlreadyAndIsNotDecodedAgain() {
        assertThat(table.find("/shop/50%/join").variable("/shop/50%/join")).isEqualTo("50%");
        assertThat(table.find("/shop/50%/wish/%zz").kind()).isEqualTo(RequestKind.CLAIM);
        assertThat(table.find("/shop/a;b/wish/1").kind()).isEqualTo(RequestKind.CLAIM);
    }

    @Test
    void theVariableOfAJoinIsItsUser() {
        assertThat(table.find("/shop/37/join").variable("/shop/37/join")).isEqualTo("37");
    }

    @Test
    void aParameterCanMakeAnotherKind() {
        assertThat(table.find("/list").kindWith("word=kites")).isEqualTo(RequestKind.SEARCH);
        assertThat(table.find("/list").kindWith("word=")).isEqualTo(RequestKind.CATALOGUE);
        assertThat(table.find("/list").kindWith(null)).isEqualTo(RequestKind.CATALOGUE);
        assertThat(table.find("/gate").kindWith("word=kites")).isEqualTo(RequestKind.GATED);
    }

    @ParameterizedTest
    @CsvSource({"/join", "/join/**", "/{a}/join/{b}"})
    void aJoinWithoutOneVariableIsRefusedAtTheStart(String pattern) {
        assertThatIllegalArgumentException().isThrownBy(() -> RouteMatcher.of(new Route(pattern, RequestKind.JOIN)));
    }
}
