package io.showgate;

import static org.assertj.core.api.Assertions.assertThat;

import io.showgate.support.IntegrationTest;
import io.showgate.web.FilterOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.apache.catalina.Context;
import org.apache.tomcat.util.descriptor.web.FilterMap;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;

/** The order in which the filters of the running application see a request. */
@IntegrationTest
class FilterOrderIntegrationTests {

    @Autowired
    ServletWebServerApplicationContext application;

    private List<String> filters() {
        var server = (TomcatWebServer) Objects.requireNonNull(application.getWebServer());
        var context = (Context) server.getTomcat().getHost().findChildren()[0];
        return Arrays.stream(context.findFilterMaps())
                .map(FilterMap::getFilterName)
                .toList();
    }

    /**
     * The filters of {@link FilterOrder} come after Spring's encoding filter and before the other filters of Spring and
     * Tomcat.
     */
    @Test
    void filtersStandInTheListedOrder() {
        assertThat(filters())
                .containsExactly(
                        "characterEncodingFilter",
                        "requestLimitFilter",
                        "pathFilter",
                        "gateQuestionFilter",
                        "springSecurityFilterChain",
                        "bodyLimitFilter",
                        "redisTimeBudgetFilter",
                        "requestContextFilter",
                        "Tomcat WebSocket (JSR356) Filter");
        assertThat(FilterOrder.values())
                .containsExactly(
                        FilterOrder.REQUEST_LIMITS,
                        FilterOrder.PATH,
                        FilterOrder.GATE_QUESTION,
                        FilterOrder.OPERATOR_SECURITY,
                        FilterOrder.BODY_LIMIT,
                        FilterOrder.REDIS_TIME_BUDGET);
    }
}
