package io.showgate.console;

import io.showgate.concert.Concerts;
import io.showgate.concert.Concerts.ChangeOutcome;
import io.showgate.database.DatabaseGuard;
import io.showgate.web.Problem;
import io.showgate.web.ProblemType;
import jakarta.validation.Valid;
import java.net.URI;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The operator's routes for the catalogue. A change may put thousands of seats on sale and may wait for other changes.
 * So it is background work for the database and takes no connection from requests that need a fast answer.
 */
@RestController
@RequestMapping(path = "/api/v1/admin/concerts", produces = MediaType.APPLICATION_JSON_VALUE)
class AdminConcertController {

    private final Concerts concerts;

    AdminConcertController(Concerts concerts) {
        this.concerts = concerts;
    }

    @GetMapping("/{concertId}")
    ResponseEntity<?> one(@PathVariable long concertId) {
        var found = concerts.find(concertId);
        return found.isPresent() ? ResponseEntity.ok(ConcertBodies.View.of(found.get())) : unknownConcert();
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<?> add(@RequestBody @Valid ConcertBodies.Addition wanted) {
        var added = DatabaseGuard.inBackground(() -> concerts.add(wanted.toConcert()));
        return ResponseEntity.created(URI.create("/api/v1/admin/concerts/" + added.concertId()))
                .body(ConcertBodies.View.of(added));
    }

    @PutMapping(path = "/{concertId}", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<?> change(@PathVariable long concertId, @RequestBody @Valid ConcertBodies.Change wanted) {
        return switch (DatabaseGuard.inBackground(
                () -> concerts.change(concertId, wanted.description(), wanted.open()))) {
            case ChangeOutcome.Changed(var concert) -> ResponseEntity.ok(ConcertBodies.View.of(concert));
            case ChangeOutcome.UnknownConcert _ -> unknownConcert();
            case ChangeOutcome.UnknownDate(long scheduleId) -> unknownDate(scheduleId);
        };
    }

    private static ResponseEntity<?> unknownConcert() {
        return Problem.of(Concerts.UNKNOWN_CONCERT, "No concert has this id.").toResponse();
    }

    private static ResponseEntity<?> unknownDate(long scheduleId) {
        return Problem.of(ProblemType.INVALID_BODY, "The concert has no date " + scheduleId + "; nothing was changed.")
                .with("member", "schedules")
                .toResponse();
    }
}
