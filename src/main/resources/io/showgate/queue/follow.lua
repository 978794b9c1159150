-- Everything that an instance needs to answer polls and the gate from memory until it asks again.
--
-- KEYS 1 waiting  2 active  3 state  4 admissions  5 sequence  6 marks
-- ARGV 1 version   the last entry of the admission log that the caller has applied
--      2 entries   how many further entries to return at most
--      3 head      how many numbers from the frontier on are returned one by one; a power of two
--      4 parts     into how many parts each doubling of the distance behind the head is divided; a power of two, at most head
--      5 now_ms, or '' for the time of Redis
--
-- Returns {now_ms, sequence, waiting, returned, active, oldest_ms, run, settings and counters as name, value, ...,
--          '', head numbers, bounds, counts, first entry's version, changes, gap, before_gap}
--   run        the id of this run of Redis
--   returned   those among the waiting who came back after their turn: they stand before the frontier
--   oldest_ms  when the one at the head joined, to a second; 0 when nobody waits
--   head, bounds, counts   text, numbers with a space between; empty when every number from the frontier to the sequence waits,
--                          which makes a position the distance from the frontier
--   gap, before_gap   the last number that was skipped after a loss, and how many wait between the frontier and it; or 0
--   counts[i]  how many wait between the frontier and bounds[i], the latter included
--
-- Bounds are multiples of a step that doubles as the distance from the frontier doubles. As the frontier moves up, a number's step
-- can only be halved, and every old bound stays one; with that, a position taken from the counts never rises.
--
-- O(head + parts * log2(W / head) * log W), whatever the number of people waiting; nothing at all per person.
local waiting, active, state, admissions, sequence, marks = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5], KEYS[6]
local since, entries, head, parts = tonumber(ARGV[1]), ARGV[2], tonumber(ARGV[3]), tonumber(ARGV[4])
local now = tonumber(ARGV[5])
if not now then
  local time = redis.call('TIME')
  now = time[1] * 1000 + math.floor(time[2] / 1000)
end
local function text(n) return string.format('%.0f', n) end

local last = tonumber(redis.call('GET', sequence) or 0)
local frontier = tonumber(redis.call('HGET', state, 'frontier') or 0)
local from = '(' .. text(frontier)
local count = redis.call('ZCARD', waiting)
local returned = redis.call('ZCOUNT', waiting, '-inf', text(frontier))

local oldest, first = 0, redis.call('ZRANGE', waiting, 0, 0, 'WITHSCORES')
if #first > 0 then
  oldest = redis.call('ZRANGEBYSCORE', marks, first[2], '+inf', 'LIMIT', 0, 1)[1] or text(now)
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

-- Numbers that nobody ever had would make the parts behind them wide; so those who joined since are counted from there on.
local gap = tonumber(string.match(redis.call('HGET', state, 'lost') or '', ':(%d+)$') or 0)
local before_gap = gap > frontier and redis.call('ZCOUNT', waiting, from, text(gap)) or 0

local run = string.match(redis.call('INFO', 'server'), 'run_id:(%w+)')
local answer = {now, last, count, returned, redis.call('ZCARD', active), oldest, run}
for _, field in ipairs(redis.call('HGETALL', state)) do answer[#answer + 1] = field end
for _, part in ipairs({'', table.concat(numbers, ' '), table.concat(bounds, ' '), table.concat(counts, ' '), version,
  table.concat(changes, '\n\n'), text(gap), before_gap}) do
  answer[#answer + 1] = part
end
return answer
