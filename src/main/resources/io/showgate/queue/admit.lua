-- One tick of a queue: ends the sessions whose time is up and lets in whoever is due. Every instance calls it as often as it
-- likes; what happens depends on the time of Redis and the state alone, so that no instance is special.
--
-- KEYS 1 waiting  2 active  3 sessions  4 absent  5 seen  6 state  7 admissions  8 window  9 sequence  10 marks
-- ARGV 1 rate      admissions per interval to aim at; brought between floor and ceiling here
--      2 floor  3 ceiling  4 interval_ms  5 max_active  6 session_ms  7 session_max_ms  8 absence_grace_ms
--                  configured values; what an operator set, in state, goes before them
--      9 paused    1 or 0, configured likewise
--      10 pinned   the rate that an operator wants whatever is aimed at, between floor and ceiling; 0 for none; likewise
--      11 held     1: what is behind the gate is broken, nobody is let in whatever an operator set; or 0
--      12 entries to keep in the admission log
--      13 now_ms, or '' for the time of Redis
--
-- Returns {admitted, skipped, expired, full}: the counts of this call, none in a queue that is not open in this run of Redis; full is 1
-- if Redis has memory for nothing new, else 0.
--
-- O((a + s + e) log W) for the a admitted, s skipped and e expired of this call, each bounded below.
-- Admission follows the number in the waiting set, lowest first. Never more than `ceiling` in any stretch of time as long as the
-- interval; never more than max_active at once; never catches up for more than a second of missed ticks.
local waiting, active, sessions, absent, seen, state, admissions, window, sequence, marks =
  KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5], KEYS[6], KEYS[7], KEYS[8], KEYS[9], KEYS[10]
local MOST_EXPIRED, MOST_EXAMINED, CATCH_UP_MS, OUTAGE_MS, MISSED_MS, MARK_MS = 2000, 2000, 1000, 5000, 2000, 1000

local now = tonumber(ARGV[13])
if not now then
  local time = redis.call('TIME')
  now = time[1] * 1000 + math.floor(time[2] / 1000)
end

local set = redis.call('HMGET', state, 'paused', 'rateFloor', 'rateCeiling', 'interval', 'maxActive', 'session', 'sessionMax',
  'absenceGrace', 'next', 'tick', 'awake', 'inWindow', 'frontier', 'epoch', 'mark', 'ratePinned', 'unheld', 'settling', 'run')
if not set[14] or set[19] ~= string.match(redis.call('INFO', 'server'), 'run_id:(%w+)') then
  return {0, 0, 0, 0}
end
local paused = (set[1] or ARGV[9]) == '1'
local ceiling = tonumber(set[3] or ARGV[3])
local floor = math.min(ceiling, tonumber(set[2] or ARGV[2]))
local pinned = tonumber(set[16] or ARGV[10])
local rate = math.max(floor, math.min(ceiling, pinned > 0 and pinned or tonumber(ARGV[1])))
local held = ARGV[11] == '1'
local interval, max_active = tonumber(set[4] or ARGV[4]), tonumber(set[5] or ARGV[5])
local session, session_max = tonumber(set[6] or ARGV[6]), tonumber(set[7] or ARGV[7])
local grace = tonumber(set[8] or ARGV[8])
local next_at, last_tick = tonumber(set[9] or now), tonumber(set[10] or 0)
local awake, in_window, frontier = tonumber(set[11] or 0), tonumber(set[12] or 0), tonumber(set[13] or 0)
local function text(n) return string.format('%.0f', n) end

-- In a full memory Redis refuses a script's first change if that may need more, and no later one. A tick goes on all the same, since
-- it frees more than it takes: whoever is let in leaves more behind in the queue than they take up inside.
local refused = redis.pcall('HSET', state, 'tick', text(now))
local full = type(refused) == 'table' and refused.err and 1 or 0
redis.call('ZREM', seen, '')

-- Sessions whose time is up.
local expired = redis.call('ZRANGEBYSCORE', active, '-inf', text(now), 'LIMIT', 0, MOST_EXPIRED)
if #expired > 0 then
  redis.call('ZREM', active, unpack(expired))
  redis.call('HDEL', sessions, unpack(expired))
end

-- After a loss, those who had a place come back first. A clock that was set back meanwhile ends that.
local from, to = string.match(set[18], '^(%d+):(%d+)$')
from, to = tonumber(from), tonumber(to)

-- While nobody ticked, nobody could be seen either: absence counts from the end of an outage. Nor could anybody come back.
if now - last_tick > OUTAGE_MS or last_tick > now then awake = now end
if (now - last_tick > MISSED_MS or last_tick > now) and from <= last_tick and last_tick < to then to = to + now - last_tick end

-- What was admitted within the last interval. Entries from the future come from a clock that was set back.
local entry = redis.call('LINDEX', window, 0)
while entry do
  local at, count = string.match(entry, '^(%d+):(%d+)$')
  at = tonumber(at)
  if at > now - interval and at <= now then break end
  redis.call('LPOP', window)
  in_window = in_window - tonumber(count)
  entry = redis.call('LINDEX', window, 0)
end
if not entry then in_window = 0 end

-- Evenly spaced: one person each `period`, a second's worth at most after missed ticks.
local period = interval / rate
if next_at < now - CATCH_UP_MS then next_at = now - CATCH_UP_MS end
if next_at > now + interval then next_at = now end
local due = now >= next_at and math.floor((now - next_at) / period) + 1 or 0
local free = max_active - redis.call('ZCARD', active)
local settling = from <= now and now < to
local allowed = (paused or held or settling) and 0 or math.max(0, math.min(due, free, ceiling - in_window))

local admitted, skipped, examined, changes = 0, 0, 0, {}
while admitted < allowed and examined < MOST_EXAMINED do
  local heads = redis.call('ZRANGE', waiting, 0, math.min(allowed - admitted, 500) - 1, 'WITHSCORES')
  if #heads == 0 then break end
  local gone = {}
  for i = 1, #heads, 2 do
    local user, number = heads[i], tonumber(heads[i + 1])
    local last_seen = tonumber(redis.call('ZSCORE', seen, user) or now)
    if math.max(last_seen, awake) + grace < now then
      redis.call('ZADD', absent, number, user)
      skipped = skipped + 1
    else
      local deadline = now + math.max(session, session_max)
      redis.call('ZADD', active, text(now + session), user)
      redis.call('HSET', sessions, user, text(number) .. ':' .. text(deadline))
      admitted = admitted + 1
      changes[admitted] = '+' .. user .. ' ' .. text(number) .. ' ' .. text(now + session) .. ' ' .. text(deadline)
    end
    if number > frontier then frontier = number end
    gone[#gone + 1] = user
  end
  redis.call('ZREM', waiting, unpack(gone))
  redis.call('ZREM', seen, unpack(gone))
  examined = examined + #gone
end

if admitted > 0 then
  next_at = next_at + admitted * period
  in_window = in_window + admitted
  redis.call('RPUSH', window, text(now) .. ':' .. admitted)
  local version = redis.call('HINCRBY', state, 'version', 1)
  redis.call('XADD', admissions, 'MAXLEN', '~', ARGV[12], version .. '-0', 'changes', table.concat(changes, '\n'))
  redis.call('HINCRBY', state, 'admitted', admitted)
end
if skipped > 0 then redis.call('HINCRBY', state, 'skipped', skipped) end
if #expired > 0 then redis.call('HINCRBY', state, 'expired', #expired) end

-- About once a second, which number was the last one given: when somebody joined can be told from it without storing it for each.
local last_number = tonumber(redis.call('GET', sequence) or 0)
local marked, marked_at = string.match(set[15] or '0:0', '^(%d+):(%d+)$')
local mark = set[15] or '0:0'
if last_number > tonumber(marked) and math.abs(now - tonumber(marked_at)) >= MARK_MS then
  mark = text(last_number) .. ':' .. text(now)
  redis.call('ZADD', marks, last_number, text(now))
  local head = redis.call('ZRANGE', waiting, 0, 0, 'WITHSCORES')
  redis.call('ZREMRANGEBYSCORE', marks, '-inf', '(' .. (head[2] or text(last_number)))
end

redis.call('HSET', state, 'next', string.format('%.3f', next_at), 'tick', text(now), 'awake', text(awake),
  'inWindow', text(in_window), 'frontier', text(frontier), 'mark', mark, 'settling', text(from) .. ':' .. text(to),
  'unheld', held and text(math.min(tonumber(set[17] or 0), now)) or text(now))
return {admitted, skipped, #expired, full}
