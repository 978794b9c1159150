package io.showgate.console;

import io.showgate.coupon.CampaignBooks;
import io.showgate.coupon.Campaigns;
import io.showgate.coupon.Campaigns.ChangeOutcome;
import io.showgate.coupon.ClaimEntrance;
import io.showgate.coupon.CouponProblems;
import io.showgate.web.InvalidInputException;
import io.showgate.web.UserId;
import io.showgate.web.WholeNumber;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Coupon campaigns as their operator sets them up, watches them and puts them right. */
@RestController
@RequestMapping(path = "/api/v1/admin/coupons", produces = MediaType.APPLICATION_JSON_VALUE)
class AdminCouponController {

    private static final int LARGEST_PAGE = 100;

    private final Campaigns campaigns;
    private final CampaignBooks books;
    private final ClaimEntrance entrance;

    AdminCouponController(Campaigns campaigns, CampaignBooks books, ClaimEntrance entrance) {
        this.campaigns = campaigns;
        this.books = books;
        this.entrance = entrance;
    }

    @GetMapping
    CouponBodies.Page all(HttpServletRequest request) {
        int page = WholeNumber.parameter(request, "page", 1, 1, Integer.MAX_VALUE);
        int size = WholeNumber.parameter(request, "size", 10, 1, LARGEST_PAGE);
        var figures = campaigns.page((page - 1L) * size, size);
        return new CouponBodies.Page(
                figures.stream().map(CouponBodies.View::of).toList(), page, size, campaigns.count());
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<?> add(@RequestBody @Valid CouponBodies.Addition wanted) {
        requireQueue(wanted.queue());
        var added = CouponBodies.View.of(campaigns.add(wanted.toCampaign()));
        return ResponseEntity.created(URI.create("/api/v1/admin/coupons/" + added.couponId()))
                .body(added);
    }

    @GetMapping("/{couponId}")
    ResponseEntity<?> one(@PathVariable String couponId) {
        var found = campaigns.find(id(couponId));
        return found == null
                ? CouponProblems.unknownCoupon().toResponse()
                : ResponseEntity.ok(CouponBodies.View.of(found));
    }

    @PatchMapping(path = "/{couponId}", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<?> change(@PathVariable String couponId, @RequestBody @Valid CouponBodies.Change wanted) {
        requireQueue(wanted.queue());
        return respond(campaigns.change(id(couponId), wanted::applyTo));
    }

    /** Closes a campaign now; doing it again changes nothing. */
    @PostMapping("/{couponId}/end")
    ResponseEntity<?> end(@PathVariable String couponId) {
        return respond(campaigns.end(id(couponId)));
    }

    private static ResponseEntity<?> respond(ChangeOutcome outcome) {
        return switch (outcome) {
            case ChangeOutcome.Changed(var figures) -> ResponseEntity.ok(CouponBodies.View.of(figures));
            case ChangeOutcome.Unknown _ -> CouponProblems.unknownCoupon().toResponse();
            case ChangeOutcome.StockTooLow(long taken) ->
                CouponProblems.stockTooLow(taken).toResponse();
        };
    }

    @GetMapping("/{couponId}/reconciliation")
    ResponseEntity<?> reconcile(@PathVariable String couponId) {
        long id = known(couponId);
        var found = books.reconcile(id);
        return found == null ? CouponProblems.comeBack().toResponse() : ResponseEntity.ok(found);
    }

    @GetMapping("/{couponId}/set-aside")
    Map<String, ?> setAside(@PathVariable String couponId) {
        return Map.of("entries", books.setAside(known(couponId)));
    }

    /** Hands a claim that was set aside to the recording again. */
    @PostMapping("/{couponId}/set-aside/{entryId}/retry")
    ResponseEntity<?> retry(@PathVariable String couponId, @PathVariable String entryId) {
        return doneOrUnknown(books.retry(known(couponId), entry(entryId)));
    }

    /** Gives up a claim that was set aside; its coupon goes back to the stock. */
    @DeleteMapping("/{couponId}/set-aside/{entryId}")
    ResponseEntity<?> discard(@PathVariable String couponId, @PathVariable String entryId) {
        return doneOrUnknown(books.discard(known(couponId), entry(entryId)));
    }

    private static ResponseEntity<?> doneOrUnknown(boolean done) {
        return done
                ? ResponseEntity.noContent().build()
                : CouponProblems.unknownEntry().toResponse();
    }

    /** Cancels an issued coupon; doing it again changes nothing. */
    @DeleteMapping("/{couponId}/claims/{userId}")
    ResponseEntity<?> cancel(@PathVariable String couponId, @PathVariable String userId) {
        return books.cancel(known(couponId), new UserId(userId))
                ? ResponseEntity.noContent().build()
                : CouponProblems.notIssued().toResponse();
    }

    private long known(String couponId) {
        long id = id(couponId);
        if (campaigns.find(id) == null) {
            throw new InvalidInputException(CouponProblems.unknownCoupon());
        }
        return id;
    }

    private static long id(String couponId) {
        return WholeNumber.id("couponId", couponId);
    }

    /** Redis would not take anything else for an id. */
    private static String entry(String entryId) {
        if (!entryId.matches("\\d{1,18}-\\d{1,18}")) {
            throw new InvalidInputException(CouponProblems.unknownEntry());
        }
        return entryId;
    }

    private void requireQueue(@Nullable String queue) {
        if (queue != null && !queue.isEmpty() && !entrance.isKnown(queue)) {
            throw InvalidInputException.member("queue", "The member 'queue' names no queue of this installation.");
        }
    }
}
