-- The number to which this number was redirected after a loss of Redis, or the same number if it was not redirected. Then
-- the note on that number: '+' if it was put back, '-' if it was given up, or false.
local function redirected(recovered, number)
  local note = redis.call('HGET', recovered, number)
  while tonumber(note or '') do number, note = note, redis.call('HGET', recovered, note) end
  return number, note
end
