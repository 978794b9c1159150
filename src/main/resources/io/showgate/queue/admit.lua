-- One tick of a queue: ends expired sessions and admits the people whose turn it is. Every instance may call it at any
-- time. The result depends only on the time of Redis and on the state, so no instance is special.
--
-- KEYS 1 waiting  2 active  3 sessions  4 absent  5 seen  6 state  7 admissions  8 window  9 sequence  10 join-times.
-- ARGV 1 rate: Admissions per interval to aim at; the script keeps it between floor and ceiling.
--      2 held: 1 while the services behind the gate are broken, else 0. Then no one is admitted, even if an operator pinned a rate.
--      3 configured: The configured settings, see setting.part.lua.
--      4 keep: Entries to keep in the admission log.
--      5 now_ms: The time, or '' for the time of Redis.
--
-- Returns {admitted, skipped, expired, full}. The first three are counts of this call, 0 if the queue is not open in this
-- run of Redis. `full` is 1 if Redis has no memory for new data, else 0.
--
-- O((a + s + e) log W) for a admitted, s skipped and e expired users of this call, each bounded below, and W waiting.
-- Admission follows the number in the waiting set, lowest first. Never admits more than the ceiling in any stretch of time
-- that is as long as the interval. Never lets more than max_active be active at once. After missed ticks it catches up one
-- second at most.

-- include redis/now.part.lua
-- include redis/text.part.lua
-- include queue/is-open.part.lua
-- include queue/fields.part.lua
-- include queue/setting.part.lua
-- include queue/full-memory.part.lua
-- include queue/log.part.lua

local waiting, active, sessions, absent, seen, state, admissions, window, sequence, join_times =
  KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5], KEYS[6], KEYS[7], KEYS[8], KEYS[9], KEYS[10]
local MOST_EXPIRED, MOST_EXAMINED, CATCH_UP_MS, OUTAGE_MS, MISSED_MS, JOIN_TIME_MS = 2000, 2000, 1000, 5000, 2000, 1000
local aim, held, configured, keep, now = tonumber(ARGV[1]), ARGV[2] == '1', ARGV[3], ARGV[4], now_ms(ARGV[5])

local known = fields(state, {'paused', 'rateFloor', 'rateCeiling', 'ratePinned', 'interval', 'maxActive', 'session',
  'sessionMax', 'absenceGrace', 'epoch', 'run', 'settling', 'next', 'tick', 'awake', 'inWindow', 'frontier', 'unheld',
  'lastJoinTime'})
if not known.epoch or not is_open(known.run) then
  return {0, 0, 0, 0}
end
local function in_force(name) return tonumber(setting(configured, name, known[name])) end
local function field(name, missing) return tonumber(known[name] or missing) end
local paused, pinned = in_force('paused') == 1, in_force('ratePinned')
local ceiling = in_force('rateCeiling')
local floor = math.min(ceiling, in_force('rateFloor'))
local rate = math.max(floor, math.min(ceiling, pinned > 0 and pinned or aim))
local interval, max_active, grace = in_force('interval'), in_force('maxActive'), in_force('absenceGrace')
local session, session_max = in_force('session'), in_force('sessionMax')
local next_at, last_tick, awake = field('next', now), field('tick', 0), field('awake', 0)
local in_window, frontier = field('inWindow', 0), field('frontier', 0)

-- If the memory is full, this change is refused. The tick continues, because it frees more memory than it takes: an admitted
-- user frees more in the queue than their session needs.
local refused = redis.pcall('HSET', state, 'tick', text(now))
local full = type(refused) == 'table' and refused.err and 1 or 0
allow_changes(state)

-- End expired sessions.
local expired = redis.call('ZRANGEBYSCORE', active, '-inf', text(now), 'LIMIT', 0, MOST_EXPIRED)
if #expired > 0 then
  redis.call('ZREM', active, unpack(expired))
  redis.call('HDEL', sessions, unpack(expired))
end

-- After a loss, no one is admitted while the people who had a place come back. A clock that was set back ends that time.
local from, to = string.match(known.settling, '^(%d+):(%d+)$')
from, to = tonumber(from), tonumber(to)

-- While no instance ticked, no instance could see anyone: absence counts from the end of an outage. An outage also extends
-- the time to come back.
if now - last_tick > OUTAGE_MS or last_tick > now then awake = now end
if (now - last_tick > MISSED_MS or last_tick > now) and from <= last_tick and last_tick < to then to = to + now - last_tick end

-- Forget admissions that are older than the interval. Entries from the future come from a clock that was set back.
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

-- Admissions are evenly spaced, one person each `period`. After missed ticks, at most those of one second are made up for.
local period = interval / rate
if next_at < now - CATCH_UP_MS then next_at = now - CATCH_UP_MS end
if next_at > now + interval then next_at = now end
local due = now >= next_at and math.floor((now - next_at) / period) + 1 or 0
local free = max_active - redis.call('ZCARD', active)
local settling = from <= now and now < to
local allowed = (paused or held or settling) and 0 or math.max(0, math.min(due, free, ceiling - in_window))

local admitted, skipped, examined, lines = 0, 0, 0, {}
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
      local expiry, deadline = text(now + session), text(now + math.max(session, session_max))
      redis.call('ZADD', active, expiry, user)
      redis.call('HSET', sessions, user, text(number) .. ':' .. deadline)
      admitted = admitted + 1
      lines[admitted] = active_line(user, text(number), expiry, deadline)
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
  append_to_log(state, admissions, keep, table.concat(lines, '\n'))
  redis.call('HINCRBY', state, 'admitted', admitted)
end
if skipped > 0 then redis.call('HINCRBY', state, 'skipped', skipped) end
if #expired > 0 then redis.call('HINCRBY', state, 'expired', #expired) end

-- About once a second, note which number was given last. follow.lua tells from it when the next in turn joined, so that no
-- time has to be stored for each person.
local last_number = tonumber(redis.call('GET', sequence) or 0)
local last_join_time = known.lastJoinTime or '0:0'
local noted, noted_at = string.match(last_join_time, '^(%d+):(%d+)$')
if last_number > tonumber(noted) and math.abs(now - tonumber(noted_at)) >= JOIN_TIME_MS then
  last_join_time = text(last_number) .. ':' .. text(now)
  redis.call('ZADD', join_times, last_number, text(now))
  local head = redis.call('ZRANGE', waiting, 0, 0, 'WITHSCORES')
  redis.call('ZREMRANGEBYSCORE', join_times, '-inf', '(' .. (head[2] or text(last_number)))
end

local unheld = held and math.min(field('unheld', 0), now) or now
redis.call('HSET', state, 'next', string.format('%.3f', next_at), 'tick', text(now), 'awake', text(awake),
  'inWindow', text(in_window), 'frontier', text(frontier), 'lastJoinTime', last_join_time,
  'settling', text(from) .. ':' .. text(to), 'unheld', text(unheld))
return {admitted, skipped, #expired, full}
