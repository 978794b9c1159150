-- The number that this number stands for since a loss of Redis, itself if it was not redirected. Then the note on that
-- number: '+' it was put back, '-' it was given up, or false.
local function redirected(recovered, number)
  local note = redis.call('HGET', recovered, number)
  while tonumber(note or '') do number, note = note, redis.call('HGET', recovered, note) end
  return number, note
end
