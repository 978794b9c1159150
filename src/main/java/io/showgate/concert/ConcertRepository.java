package io.showgate.concert;

import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

/** Stores concerts when they are added or changed. */
interface ConcertRepository extends JpaRepository<Concert, Long> {

    /**
     * Takes the lock on changes: other changes of the catalogue wait until this transaction ends. Call it before
     * reading anything.
     */
    @Query(value = "select id from catalogue_lock where id = 1 for update", nativeQuery = true)
    int lock();
}
