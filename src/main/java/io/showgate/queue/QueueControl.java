package io.showgate.queue;

import io.showgate.web.UserId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The waiting room as its operator steers it. Figures come from memory and are at most a tick old; changes hold on all
 * instances.
 */
@Component
public class QueueControl {

    private final Queues queues;

    QueueControl(Queues queues) {
        this.queues = queues;
    }

    /** Every queue by name. */
    public List<QueueFigures> figures() {
        return queues.all().stream().map(QueueView::figures).toList();
    }

    /** One queue, or null if there is none of this name. */
    public @Nullable QueueFigures figures(String queue) {
        var view = queues.named(queue);
        return view == null ? null : view.figures();
    }

    /**
     * Changes a queue's settings on all instances, from their next tick on.
     *
     * @return the queue afterwards, or null if there is none of this name
     * @throws io.showgate.web.InvalidInputException if the settings would be out of bounds; nothing is changed then
     */
    public @Nullable QueueFigures change(String queue, QueueChange wanted) {
        var view = queues.named(queue);
        if (view == null) {
            return null;
        }
        view.change(wanted);
        return view.figures();
    }

    /** Lets one person in at once, past everybody who waits, as long as the cap on active users allows it. */
    public QueueAnswer bypass(String queue, UserId user) {
        var view = queues.named(queue);
        return view == null ? new QueueAnswer.UnknownQueue() : view.bypass(user);
    }
}
