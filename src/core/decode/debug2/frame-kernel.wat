;; The inner loop of RecordWalker with SIMD: frames of goroutine records, from a line on, for as long as all is plain.
;; It must mix exactly what lane-hash.ts mixes; the tests hold both against each other on every capture.
;;
;; Memory: bytes 0..11 hold lane a, lane b and the number of lines read (int32, little-endian); the text begins at 64,
;; ends with a newline at `limit`, and at least 16 bytes follow.
(module
  (memory (export "memory") 1 160)
  (global $a (mut i32) (i32.const 0))
  (global $b (mut i32) (i32.const 0))

  ;; Mixes one 32-bit number into both lanes.
  (func $mix (param $word i32)
    (global.set $a (i32.mul (i32.xor (global.get $a) (local.get $word)) (i32.const 0x85ebca6b)))
    (global.set $a (i32.xor (global.get $a) (i32.shr_u (global.get $a) (i32.const 15))))
    (global.set $b
      (i32.mul
        (i32.add (i32.rotl (global.get $b) (i32.const 13)) (local.get $word))
        (i32.const 0x9e3779b1)))
    (global.set $b (i32.xor (global.get $b) (i32.shr_u (global.get $b) (i32.const 16)))))

  ;; Mixes bytes [from, to) in, two words a step, and their number.
  (func $range (param $from i32) (param $to i32)
    (local $i i32) (local $a i32) (local $b i32) (local $low i32) (local $high i32) (local $whole i32)
    (local.set $i (local.get $from))
    (local.set $a (global.get $a))
    (local.set $b (global.get $b))
    (local.set $whole (i32.sub (local.get $to) (i32.const 8)))
    (block $done
      (loop $pairs
        (br_if $done (i32.gt_s (local.get $i) (local.get $whole)))
        (local.set $low (i32.load align=1 (local.get $i)))
        (local.set $high (i32.load offset=4 align=1 (local.get $i)))
        (local.set $a
          (i32.add
            (i32.mul (i32.xor (local.get $a) (local.get $low)) (i32.const 0x85ebca6b))
            (i32.mul (local.get $high) (i32.const 0xc2b2ae35))))
        (local.set $a (i32.xor (local.get $a) (i32.shr_u (local.get $a) (i32.const 15))))
        (local.set $b
          (i32.add
            (i32.mul
              (i32.add (i32.rotl (local.get $b) (i32.const 13)) (local.get $high))
              (i32.const 0x9e3779b1))
            (i32.mul (local.get $low) (i32.const 0x27d4eb2f))))
        (local.set $b (i32.xor (local.get $b) (i32.shr_u (local.get $b) (i32.const 16))))
        (local.set $i (i32.add (local.get $i) (i32.const 8)))
        (br $pairs)))
    (global.set $a (local.get $a))
    (global.set $b (local.get $b))
    (if (i32.le_s (i32.add (local.get $i) (i32.const 4)) (local.get $to))
      (then
        (call $mix (i32.load align=1 (local.get $i)))
        (local.set $i (i32.add (local.get $i) (i32.const 4)))))
    (call $mix
      (i32.or
        (i32.and
          (i32.load align=1 (local.get $i))
          (i32.xor
            (i32.shl (i32.const -1) (i32.shl (i32.sub (local.get $to) (local.get $i)) (i32.const 3)))
            (i32.const -1)))
        (i32.shl (i32.sub (local.get $to) (local.get $from)) (i32.const 24)))))

  ;; Offset of the first newline at or after i.
  (func $newline (param $i i32) (result i32)
    (local $mask i32)
    (loop $blocks
      (local.set $mask
        (i8x16.bitmask (i8x16.eq (v128.load align=1 (local.get $i)) (i8x16.splat (i32.const 10)))))
      (if (i32.eqz (local.get $mask))
        (then
          (local.set $i (i32.add (local.get $i) (i32.const 16)))
          (br $blocks))))
    (i32.add (local.get $i) (i32.ctz (local.get $mask))))

  ;; Offset of the last "(" in [from, to), or from where there is none. There are 16 bytes before from.
  (func $paren (param $from i32) (param $to i32) (result i32)
    (local $i i32) (local $mask i32)
    (local.set $i (i32.sub (local.get $to) (i32.const 16)))
    (loop $blocks
      (local.set $mask
        (i8x16.bitmask (i8x16.eq (v128.load align=1 (local.get $i)) (i8x16.splat (i32.const 40)))))
      (if (i32.eqz (local.get $mask))
        (then
          (local.set $i (i32.sub (local.get $i) (i32.const 16)))
          (br_if $blocks (i32.gt_s (i32.add (local.get $i) (i32.const 16)) (local.get $from)))
          (return (local.get $from)))))
    (local.set $i
      (i32.add (local.get $i) (i32.sub (i32.const 31) (i32.clz (local.get $mask)))))
    (select (local.get $i) (local.get $from) (i32.gt_s (local.get $i) (local.get $from))))

  ;; Whether a line that begins so may be something else than a call: the walker looks at it. Blank lines, "goroutine",
  ;; "created by", "panic", "fatal error", signals, brackets and dashes.
  (func $special (param $i i32) (param $first i32) (result i32)
    (local $pair i32)
    (if (i32.le_u (local.get $first) (i32.const 45)) (then (return (i32.const 1))))
    (if (i32.eq (local.get $first) (i32.const 91)) (then (return (i32.const 1))))
    (local.set $pair (i32.load align=1 (local.get $i)))
    (i32.or
      (i32.or
        (i32.eq (local.get $pair) (i32.const 0x6f726f67))
        (i32.eq (local.get $pair) (i32.const 0x61657263)))
      (i32.or
        (i32.or
          (i32.eq (local.get $pair) (i32.const 0x696e6170))
          (i32.eq (local.get $pair) (i32.const 0x61746166)))
        (i32.eq (i32.and (local.get $pair) (i32.const 0xffffff)) (i32.const 0x474953)))))

  ;; Reads lines from i on and gives the offset of the first that it leaves to the walker.
  (func (export "frames") (param $i i32) (param $limit i32) (result i32)
    (local $first i32) (local $newline i32) (local $end i32) (local $paren i32) (local $lines i32)
    (global.set $a (i32.load (i32.const 0)))
    (global.set $b (i32.load (i32.const 4)))
    (block $done
      (loop $line
        (br_if $done (i32.ge_s (local.get $i) (local.get $limit)))
        (local.set $first (i32.load8_u (local.get $i)))
        (if (i32.or (i32.eq (local.get $first) (i32.const 9)) (i32.eq (local.get $first) (i32.const 32)))
          (then
            (local.set $newline (call $newline (local.get $i)))
            (br_if $done (i32.ge_s (local.get $newline) (local.get $limit)))
            (call $range (local.get $i) (local.get $newline)))
          (else
            (br_if $done (call $special (local.get $i) (local.get $first)))
            (local.set $newline (call $newline (local.get $i)))
            (br_if $done (i32.ge_s (local.get $newline) (local.get $limit)))
            (local.set $end
              (i32.sub
                (local.get $newline)
                (i32.eq (i32.load8_u (i32.sub (local.get $newline) (i32.const 1))) (i32.const 13))))
            (local.set $end (i32.sub (local.get $end) (i32.const 1)))
            (br_if $done (i32.ne (i32.load8_u (local.get $end)) (i32.const 41)))
            (local.set $paren (call $paren (local.get $i) (local.get $end)))
            (br_if $done (i32.le_s (local.get $paren) (local.get $i)))
            (call $range (local.get $i) (local.get $paren))
            (if (i32.eq (i32.load8_u (i32.add (local.get $paren) (i32.const 1))) (i32.const 46))
              (then (call $mix (i32.const 1))))))
        (local.set $lines (i32.add (local.get $lines) (i32.const 1)))
        (local.set $i (i32.add (local.get $newline) (i32.const 1)))
        (br $line)))
    (i32.store (i32.const 0) (global.get $a))
    (i32.store (i32.const 4) (global.get $b))
    (i32.store (i32.const 8) (local.get $lines))
    (local.get $i)))
