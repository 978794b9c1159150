package io.showgate.console;

import io.showgate.campaign.CampaignSettings.ChangeOutcome;
import io.showgate.claim.ClaimProblems;
import io.showgate.claim.IssuedCoupons;
import io.showgate.queue.WaitingQueue;
import io.showgate.reconciliation.CampaignAdministration;
import io.showgate.reconciliation.DeadLetters;
import io.showgate.web.InvalidInputException;
import io.showgate.web.UserId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.InitBinder;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Coupon campaigns for their operator: set up, watch, change, and decide about dead letters. */
@RestController
@RequestMapping(path = "/api/v1/admin/coupons", produces = MediaType.APPLICATION_JSON_VALUE)
class AdminCouponController {

    private static final int LARGEST_PAGE = 100;
    private static final int DEFAULT_PAGE_SIZE = 10;
    private static final String A_PAGE = "is a whole number from 1 to 2147483647";
    private static final String A_SIZE = "is a whole number from 1 to 100";

    private final CampaignAdministration campaigns;
    private final DeadLetters deadLetters;
    private final IssuedCoupons coupons;
    private final WaitingQueue queues;

    AdminCouponController(
            CampaignAdministration campaigns, DeadLetters deadLetters, IssuedCoupons coupons, WaitingQueue queues) {
        this.campaigns = campaigns;
        this.deadLetters = deadLetters;
        this.coupons = coupons;
        this.queues = queues;
    }

    @InitBinder
    void bindWholeNumbers(WebDataBinder binder) {
        binder.registerCustomEditor(long.class, new WholeNumberEditor(Long.class));
        binder.registerCustomEditor(Integer.class, new WholeNumberEditor(Integer.class));
    }

    @GetMapping
    CouponBodies.Page all(
            @RequestParam(required = false) @Min(value = 1, message = A_PAGE) @Nullable Integer page,
            @RequestParam(required = false)
                    @Min(value = 1, message = A_SIZE)
                    @Max(value = LARGEST_PAGE, message = A_SIZE)
                    @Nullable
                    Integer size) {
        return page(Objects.requireNonNullElse(page, 1), Objects.requireNonNullElse(size, DEFAULT_PAGE_SIZE));
    }

    private CouponBodies.Page page(int page, int size) {
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
    ResponseEntity<?> one(@PathVariable long couponId) {
        var found = campaigns.find(couponId);
        return found == null
                ? ClaimProblems.unknownCoupon().toResponse()
                : ResponseEntity.ok(CouponBodies.View.of(found));
    }

    @PatchMapping(path = "/{couponId}", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<?> change(@PathVariable long couponId, @RequestBody @Valid CouponBodies.Change wanted) {
        requireQueue(wanted.queue());
        return respond(campaigns.change(couponId, wanted::applyTo));
    }

    /** Closes a campaign now; closing it again changes nothing. */
    @PostMapping("/{couponId}/end")
    ResponseEntity<?> end(@PathVariable long couponId) {
        return respond(campaigns.end(couponId));
    }

    private static ResponseEntity<?> respond(ChangeOutcome outcome) {
        return switch (outcome) {
            case ChangeOutcome.Changed(var figures) -> ResponseEntity.ok(CouponBodies.View.of(figures));
            case ChangeOutcome.Unknown _ -> ClaimProblems.unknownCoupon().toResponse();
            case ChangeOutcome.StockTooLow(long taken) ->
                CouponProblems.stockTooLow(taken).toResponse();
        };
    }

    @GetMapping("/{couponId}/reconciliation")
    ResponseEntity<?> reconcile(@PathVariable long couponId) {
        requireKnown(couponId);
        var found = campaigns.reconcile(couponId);
        return found == null ? ClaimProblems.comeBack().toResponse() : ResponseEntity.ok(found);
    }

    @GetMapping("/{couponId}/set-aside")
    Map<String, ?> deadLetters(@PathVariable long couponId) {
        requireKnown(couponId);
        return Map.of("entries", deadLetters.of(couponId));
    }

    /** Hands a dead letter to the recording again. */
    @PostMapping("/{couponId}/set-aside/{entryId}/retry")
    ResponseEntity<?> retry(@PathVariable long couponId, @PathVariable String entryId) {
        requireKnown(couponId);
        return doneOrUnknown(deadLetters.retry(couponId, entry(entryId)));
    }

    /** Gives up a dead letter; its coupon goes back to the stock. */
    @DeleteMapping("/{couponId}/set-aside/{entryId}")
    ResponseEntity<?> discard(@PathVariable long couponId, @PathVariable String entryId) {
        requireKnown(couponId);
        return doneOrUnknown(deadLetters.discard(couponId, entry(entryId)));
    }

    private static ResponseEntity<?> doneOrUnknown(boolean done) {
        return done
                ? ResponseEntity.noContent().build()
                : CouponProblems.unknownEntry().toResponse();
    }

    /** Cancels an issued coupon; cancelling it again changes nothing. */
    @DeleteMapping("/{couponId}/claims/{userId}")
    ResponseEntity<?> cancel(@PathVariable long couponId, @PathVariable String userId) {
        requireKnown(couponId);
        return coupons.cancel(couponId, new UserId(userId))
                ? ResponseEntity.noContent().build()
                : ClaimProblems.notIssued().toResponse();
    }

    private void requireKnown(long couponId) {
        if (campaigns.find(couponId) == null) {
            throw new InvalidInputException(ClaimProblems.unknownCoupon());
        }
    }

    /** Refuses a text that Redis does not accept as an id. */
    private static String entry(String entryId) {
        if (!entryId.matches("\\d{1,18}-\\d{1,18}")) {
            throw new InvalidInputException(CouponProblems.unknownEntry());
        }
        return entryId;
    }

    private void requireQueue(@Nullable String queue) {
        if (queue != null && !queue.isEmpty() && !queues.isKnown(queue)) {
            throw InvalidInputException.member("queue", "The member 'queue' names no queue of this installation.");
        }
    }
}
