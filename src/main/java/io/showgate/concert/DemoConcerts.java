package io.showgate.concert;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Generates the demo data: concerts in small halls, in English or in Korean. Each concert has a seed of its own, so it
 * is the same whatever else is generated. All names are invented.
 */
final class DemoConcerts {

    /** The concert that load scripts ask for. It has {@value #FEATURED_DATES} dates; all but the last one are open. */
    static final long FEATURED = 451;

    private static final int FEATURED_DATES = 6;
    private static final int FEATURED_SEATS = 500;
    private static final long SEED = 20_261_121L;
    private static final ZoneId SEOUL = ZoneId.of("Asia/Seoul");

    private static final List<String> ADJECTIVES = List.of(
            "Velvet",
            "Paper",
            "Silver",
            "Hollow",
            "Electric",
            "Quiet",
            "Crimson",
            "Golden",
            "Midnight",
            "Northern",
            "Broken",
            "Lunar",
            "Salt",
            "Neon",
            "Winter",
            "Honest",
            "Distant",
            "Wild",
            "Marble",
            "Pale");
    private static final List<String> NOUNS = List.of(
            "Harbor",
            "Lanterns",
            "Foxes",
            "Orchard",
            "Tigers",
            "Satellites",
            "Letters",
            "Rivers",
            "Machines",
            "Saints",
            "Gardens",
            "Echoes",
            "Sparrows",
            "Avenue",
            "Cinema",
            "Pilots",
            "Meadow",
            "Colony",
            "Mirrors",
            "Kites");
    private static final List<String> KOREAN_ADJECTIVES =
            List.of("푸른", "달빛", "새벽", "은하", "조용한", "작은", "겨울", "바람", "노을", "하얀", "여름밤", "첫눈", "별빛", "오래된", "초록");
    private static final List<String> KOREAN_NOUNS =
            List.of("정거장", "소년단", "고래", "편지", "골목", "우체국", "산책", "극장", "기차", "정원", "나비", "라디오", "섬", "사진관", "파도");
    private static final List<String> TOURS = List.of(
            "World Tour",
            "Live",
            "Acoustic Night",
            "Encore Concert",
            "Summer Session",
            "The Farewell Show",
            "Album Release Concert",
            "Unplugged",
            "Anniversary Concert",
            "Year-End Concert");
    private static final List<String> KOREAN_TOURS = List.of(
            "단독 콘서트", "전국투어 콘서트", "연말 콘서트", "소극장 공연", "앙코르 콘서트", "데뷔 10주년 콘서트", "어쿠스틱 라이브", "여름밤 음악회", "팬미팅", "북콘서트");
    private static final List<String> VENUES = List.of(
            "Blue Door Club, Seoul",
            "홍대 달빛소극장",
            "Harbor Hall, Busan",
            "대구 창고공연장",
            "Rooftop 88, Seoul",
            "광주 예술의 숲 소극장",
            "The Engine Room, Incheon",
            "제주 바람홀",
            "Studio Kite, London",
            "Sparrow Cellar, Berlin",
            "대전 별빛음악당",
            "성수 온실",
            "Paper Moon Theatre, New York",
            "Kanda Basement, Tokyo",
            "전주 한옥마당",
            "Gallery Nine, Paris");

    private DemoConcerts() {}

    /** A concert of the demo data. */
    record DemoConcert(long id, Concerts.Description description, List<DemoDate> dates) {}

    /**
     * A date of the demo data.
     *
     * @param taken the indexes, from 0, of the seats that are already sold
     */
    record DemoDate(Instant startsAt, boolean open, int seats, BitSet taken) {}

    /**
     * The first concerts of the demo data.
     *
     * @param today the day from which the dates are counted, so that they are in the future
     */
    static Stream<DemoConcert> generate(int count, LocalDate today) {
        return LongStream.rangeClosed(1, count).mapToObj(id -> concert(id, today));
    }

    private static DemoConcert concert(long id, LocalDate today) {
        var random = new SplittableRandom(SEED + id);
        return new DemoConcert(id, description(random), dates(id, random, today));
    }

    private static Concerts.Description description(SplittableRandom random) {
        boolean korean = random.nextInt(100) < 55;
        var artist = korean
                ? pick(random, KOREAN_ADJECTIVES) + pick(random, KOREAN_NOUNS)
                : (random.nextInt(3) == 0 ? "The " : "") + pick(random, ADJECTIVES) + ' ' + pick(random, NOUNS);
        var tour = pick(random, korean ? KOREAN_TOURS : TOURS);
        var title = random.nextInt(4) == 0 ? artist + " 2027 " + tour : artist + ' ' + tour;
        return new Concerts.Description(title, artist, pick(random, VENUES));
    }

    private static List<DemoDate> dates(long id, SplittableRandom random, LocalDate today) {
        boolean featured = id == FEATURED;
        int count = featured ? FEATURED_DATES : random.nextInt(1, 4);
        var day = today.plusDays(random.nextInt(14, 200)).with(TemporalAdjusters.next(DayOfWeek.FRIDAY));
        var dates = new ArrayList<DemoDate>();
        for (int i = 0; i < count; i++) {
            boolean open = featured ? i < count - 1 : random.nextInt(10) < 7;
            int seats = featured ? FEATURED_SEATS : random.nextInt(2, 6) * 4;
            var startsAt = day.plusDays(i)
                    .atTime(LocalTime.of(random.nextInt(17, 21), 0))
                    .atZone(SEOUL)
                    .toInstant();
            dates.add(new DemoDate(startsAt, open, seats, open ? taken(random, seats) : new BitSet()));
        }
        return dates;
    }

    private static BitSet taken(SplittableRandom random, int seats) {
        int share = random.nextInt(90);
        var taken = new BitSet(seats);
        for (int seat = 0; seat < seats; seat++) {
            taken.set(seat, random.nextInt(100) < share);
        }
        return taken;
    }

    private static String pick(SplittableRandom random, List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
