package io.showgate.concert;

import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

/** Concerts, for those who change them. */
interface ConcertRepository extends JpaRepository<Concert, Long> {

    /**
     * Makes everyone else who changes the catalogue wait until this transaction ends. To be called before anything is
     * read.
     */
    @Query(value = "select id from catalogue_lock where id = 1 for update", nativeQuery = true)
    int lock();
}
