package io.showgate.campaign;

import io.showgate.recording.RecordStream;
import java.time.Instant;
import java.util.List;

/**
 * The claims of one campaign that cannot be recorded. Stateless and thread-safe; every method throws
 * {@link org.redisson.client.RedisException} if Redis does not answer in time.
 */
public final class CampaignDeadLetters {

    /**
     * A claim that cannot be recorded.
     *
     * @param entryId its id among the dead letters
     * @param userId the user who claimed, or the text in that place, which may be empty
     * @param reason why it cannot be recorded
     * @param claimedAt the time of the claim
     */
    public record DeadLetter(String entryId, String userId, String reason, Instant claimedAt) {}

    /** The most dead letters that are read. */
    private static final int MOST_DEAD_LETTERS = 1_000;

    private final RecordStream stream;
    private final CampaignScripts scripts;

    CampaignDeadLetters(RecordStream stream, CampaignScripts scripts) {
        this.stream = stream;
        this.scripts = scripts;
    }

    /** The dead letters, the oldest first, {@value #MOST_DEAD_LETTERS} at most. */
    public List<DeadLetter> oldest() {
        return stream.deadLetters(MOST_DEAD_LETTERS).stream()
                .map(CampaignDeadLetters::deadLetter)
                .toList();
    }

    private static DeadLetter deadLetter(RecordStream.DeadLetter letter) {
        var entry = letter.entry();
        return new DeadLetter(letter.id(), entry.field("user"), letter.reason(), entry.madeAt());
    }

    /** Hands a dead letter to the recording again; false if there is none with this id. */
    public boolean retry(String id) {
        return stream.retry(id);
    }

    /**
     * Gives up a dead letter and puts its coupon back into the stock; false if there is none with this id.
     *
     * @param reason the reason that its receipt shows
     */
    public boolean discard(String id, String reason) {
        return scripts.discard(id, reason);
    }
}
