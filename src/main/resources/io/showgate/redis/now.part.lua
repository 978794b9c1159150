-- The time in ms since the epoch: the override, which tests give, or else the time of Redis.
local function now_ms(override)
  local given = tonumber(override)
  if given then return given end
  local time = redis.call('TIME')
  return time[1] * 1000 + math.floor(time[2] / 1000)
end
