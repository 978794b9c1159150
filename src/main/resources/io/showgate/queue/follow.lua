-- Reads everything that an instance needs to answer polls and the gate from memory until its next call.
--
-- KEYS 1 waiting  2 active  3 state  4 admissions  5 sequence  6 join-times.
-- ARGV 1 version: The last entry of the admission log that the caller has applied.
--      2 entries: How many further entries to return at most.
--      3 head: How many numbers from the frontier on are returned one by one; a power of two.
--      4 parts: Into how many parts each doubling of the distance behind the head is divided; a power of two, at most head.
--      5 now_ms: The time, or '' for the time of Redis.
--
-- Returns {now_ms, run, sequence, waiting, returned, active, oldest_ms, state, head, bounds, counts, gap, before_gap,
--          first_version, entries}
--   run: The id of this run of Redis
--   returned: How many of the waiting came back after their turn; they stand before the frontier
--   oldest_ms: When the next in turn joined, to a second; 0 if no one waits
--   state: {name, value, ...}: settings that operators changed, bookkeeping and counters
--   head, bounds, counts: Numbers as text, with a space between; empty if every number from the frontier to the sequence
--                         waits, so that a position is the distance from the frontier
--   counts[i]: How many wait between the frontier and bounds[i], the latter included
--   gap, before_gap: The last number that was skipped after a loss, and how many wait between the frontier and it; or 0
--   first_version: The version of the first entry that follows, 0 without any
--   entries: Entries of the admission log in order, each with lines.
--
-- Bounds are multiples of a step. The step doubles as the distance from the frontier doubles. As the frontier moves up, the
-- step at a number can only be halved, and every old bound stays a bound. So a position taken from the counts never rises.
--
-- O(head + parts * log2(W / head) * log W) for W people waiting. No cost grows with the number of people alone.

-- include redis/now.part.lua
-- include redis/run.part.lua
-- include redis/text.part.lua

local waiting, active, state, admissions, sequence, join_times = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5], KEYS[6]
local since, entries, head, parts = tonumber(ARGV[1]), ARGV[2], tonumber(ARGV[3]), tonumber(ARGV[4])
local now = now_ms(ARGV[5])

local last = tonumber(redis.call('GET', sequence) or 0)
local frontier = tonumber(redis.call('HGET', state, 'frontier') or 0)
local from = '(' .. text(frontier)
local count = redis.call('ZCARD', waiting)
local returned = redis.call('ZCOUNT', waiting, '-inf', text(frontier))

local oldest, first = 0, redis.call('ZRANGE', waiting, 0, 0, 'WITHSCORES')
if #first > 0 then
  oldest = redis.call('ZRANGEBYSCORE', join_times, first[2], '+inf', 'LIMIT', 0, 1)[1] or text(now)
end

local numbers, bounds, counts = {}, {}, {}
if count - returned < last - frontier then
  local heads = redis.call('ZRANGEBYSCORE', waiting, from, text(frontier + head), 'WITHSCORES')
  for i = 2, #heads, 2 do numbers[#numbers + 1] = heads[i] end
  local distance, step = head, head / parts
  local bound = frontier + head
  bounds[1], counts[1] = text(bound), text(#numbers)
  while bound < last do
    bound = bound - bound % step + step
    while bound - frontier >= distance * 2 do
      distance, step = distance * 2, step * 2
      bound = bound - bound % step + (bound % step > 0 and step or 0)
    end
    bounds[#bounds + 1] = text(bound)
    counts[#counts + 1] = redis.call('ZCOUNT', waiting, from, text(bound))
  end
end

local version, changes = 0, {}
local log = redis.call('XRANGE', admissions, '(' .. text(since) .. '-0', '+', 'COUNT', entries)
for i, item in ipairs(log) do
  if i == 1 then version = string.match(item[1], '^(%d+)') end
  changes[i] = item[2][2]
end

-- Numbers that no one ever had would widen the parts behind them. So people who joined since are counted from the gap on.
local gap = tonumber(string.match(redis.call('HGET', state, 'lost') or '', ':(%d+)$') or 0)
local before_gap = gap > frontier and redis.call('ZCOUNT', waiting, from, text(gap)) or 0

return {now, run_id(), last, count, returned, redis.call('ZCARD', active), oldest, redis.call('HGETALL', state),
  table.concat(numbers, ' '), table.concat(bounds, ' '), table.concat(counts, ' '), gap, before_gap, version, changes}
