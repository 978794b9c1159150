package io.showgate.catalogue;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How old the catalogue's answers may be, and how much memory they may take.
 *
 * @param ttl how long an answer stays in Redis; 30 s. A longer TTL means fewer reads of the database. It is also how
 *     long another instance shows the old state if a change could not be announced because Redis was away
 * @param maxEntries answers in Redis at most; 5,000. A page of ten concerts takes about 2 kB
 * @param instanceTtl how long an instance repeats a finished answer without asking Redis; 3 s, varied by a tenth. For
 *     the same time after that, it still repeats the answer while it loads the next one. An announced change ends this
 *     at once; sold seats do not
 * @param instanceSize memory for finished answers in an instance; 32 MB
 * @param stale how old an answer may be that is sent, marked as stale, because no newer one can be loaded; 1 hour. A
 *     longer time bridges longer outages of the database, with older answers
 * @param searchShare the part of the time of one connection that an instance may search the database, on average; 0.2,
 *     from 0.01 to 1. A second of it may be used at once. A higher share answers more searches in a rush, and costs the
 *     database more while strangers search without end
 * @param versionInterval how often an instance looks for changes; 300 ms. Each time costs one small read
 */
@Validated
@ConfigurationProperties("showgate.catalogue")
record CatalogueProperties(
        @DefaultValue("30s") @DurationMin(millis = 10) Duration ttl,
        @DefaultValue("5000") @Positive int maxEntries,
        @DefaultValue("3s") @DurationMin(millis = 1) Duration instanceTtl,
        @DefaultValue("32MB") DataSize instanceSize,
        @DefaultValue("1h") @DurationMin(millis = 1) Duration stale,

        @DefaultValue("0.2") @DecimalMin("0.01") @DecimalMax("1")
        double searchShare,

        @DefaultValue("300ms") @DurationMin(millis = 1) Duration versionInterval) {}
