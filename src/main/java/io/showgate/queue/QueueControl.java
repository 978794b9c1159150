package io.showgate.queue;

import io.showgate.web.UserId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The waiting room for its operator: figures, settings and a bypass. Figures come from memory and are at most a tick
 * old. Changes apply to all instances. Thread-safe.
 */
@Component
public class QueueControl {

    private final Queues queues;

    QueueControl(Queues queues) {
        this.queues = queues;
    }

    /** All queues, by name. */
    public List<QueueFigures> figures() {
        return queues.all().stream().map(LocalQueue::figures).toList();
    }

    /** One queue, or null if there is none of this name. */
    public @Nullable QueueFigures figures(String queue) {
        var known = queues.named(queue);
        return known == null ? null : known.figures();
    }

    /**
     * Changes the settings of a queue on all instances, from their next tick on.
     *
     * @return the queue afterwards, or null if there is none of this name
     * @throws io.showgate.web.InvalidInputException if a setting would be out of its range; nothing is changed then
     */
    public @Nullable QueueFigures change(String queue, QueueChange wanted) {
        var known = queues.named(queue);
        if (known == null) {
            return null;
        }
        known.steering().change(wanted);
        return known.figures();
    }

    /** Admits one person at once, ahead of all people who wait, if the limit on active users allows it. */
    public QueueAnswer bypass(String queue, UserId user) {
        var known = queues.named(queue);
        return known == null ? new QueueAnswer.UnknownQueue() : known.places().bypass(user);
    }
}
