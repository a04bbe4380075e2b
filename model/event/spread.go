package event

import (
	"fmt"
	"runtime"
	"sync"
	"sync/atomic"
)

// spread does 0..n-1 on all cores: each worker with a function that worker gives
// it. What it does for one number must not depend on what is done for others. A
// panic of a worker is raised again in the caller's goroutine.
func spread(n int, worker func() func(int)) {
	var (
		next   atomic.Int64
		wg     sync.WaitGroup
		failed atomic.Pointer[error]
	)
	for range min(runtime.GOMAXPROCS(0), runtime.NumCPU(), n) {
		do := worker()
		wg.Go(func() {
			defer func() {
				if r := recover(); r != nil {
					err := fmt.Errorf("panic in a worker: %v", r)
					failed.Store(&err)
				}
			}()
			for failed.Load() == nil {
				i := int(next.Add(1)) - 1
				if i >= n {
					return
				}
				do(i)
			}
		})
	}
	wg.Wait()
	if err := failed.Load(); err != nil {
		panic(*err)
	}
}
