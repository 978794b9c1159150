package io.showgate.admission;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * The gate for other sites: a reverse proxy asks before it forwards a request (nginx {@code auth_request}, Traefik
 * ForwardAuth, Envoy ext_authz). 204 lets the request pass; 401 and 403 are the same problems as on our gated routes.
 */
@RestController
class GateController {

    static final String PATH = "/api/v1/queue/gate";

    private final Gate gate;

    GateController(Gate gate) {
        this.gate = gate;
    }

    @GetMapping(PATH)
    ResponseEntity<?> check(HttpServletRequest request, @RequestParam(defaultValue = "main") String queue) {
        var problem = gate.check(request, queue);
        return problem == null
                ? ResponseEntity.noContent()
                        .header(HttpHeaders.CACHE_CONTROL, "no-store")
                        .build()
                : problem.toResponse();
    }
}
