package io.showgate.concert;

import io.showgate.concert.Concerts.Description;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/**
 * A stored concert. {@link Concerts} assigns its id. Ids have no gaps, because the pages of the list are ranges of ids.
 */
@Entity
class Concert {

    @Id
    private long id;

    private String title;
    private String artist;
    private String venue;

    @SuppressWarnings("NullAway.Init")
    protected Concert() {}

    Concert(long id, Description description) {
        this.id = id;
        this.title = description.title();
        this.artist = description.artist();
        this.venue = description.venue();
    }

    void describe(Description description) {
        title = description.title();
        artist = description.artist();
        venue = description.venue();
    }

    Description description() {
        return new Description(title, artist, venue);
    }

    long id() {
        return id;
    }
}
